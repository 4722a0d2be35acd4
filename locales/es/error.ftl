# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = la aplicación
error-advice-heading = Qué puede hacer
error-support = También puede escribir a
error-developer-heading = Para desarrollo
error-code-label = Error
error-detail-label = Motivo
error-incident-label = Incidencia
error-retry = Volver a intentarlo

error-bad-request-title = No se entiende esta solicitud
error-bad-request-happened = Ha llegado aquí con una solicitud incompleta o incorrecta. No ha hecho nada mal y no se ha compartido nada.
error-bad-request-advice = Vuelva a la aplicación y empiece de nuevo. Si esta página reaparece, avise a los responsables de la aplicación.

error-unknown-app-title = Esta aplicación no se conoce aquí
error-unknown-app-happened = La aplicación de la que viene no está registrada aquí o se ha desactivado. No se ha compartido nada con ella.
error-unknown-app-advice = Vuelva a la aplicación. Si esperaba que funcionara, avise a sus responsables.

error-wrong-destination-title = Este inicio de sesión se ha detenido
error-wrong-destination-happened = La respuesta habría ido a una dirección que { $app } nunca registró. Se ha detenido aquí para proteger su cuenta.
error-wrong-destination-advice = Cierre esta página y abra la aplicación directamente, no desde un enlace que le hayan enviado. Si esta página reaparece, avise a los responsables de la aplicación.

error-sign-in-expired-title = Este inicio de sesión ha terminado
error-sign-in-expired-happened = Se inició hace demasiado tiempo, ya está completo o se inició en otro navegador.
error-sign-in-expired-advice = Vuelva a la aplicación e inicie sesión desde allí.

error-form-expired-title = Esta página ya no es válida
error-form-expired-happened = Estuvo abierta demasiado tiempo o su navegador no envió nuestra cookie. No se ha cambiado nada.
error-form-expired-advice = Permita las cookies de este sitio y vuelva a intentarlo.

error-set-up-link-invalid-title = Este enlace de configuración no funciona
error-set-up-link-invalid-happened = Ya se ha usado o lo ha reemplazado uno más reciente.
error-set-up-link-invalid-advice = Si aún no hay administrador, reinicie el servidor: mostrará un enlace nuevo.

error-too-many-codes-title = Demasiados códigos incorrectos
error-too-many-codes-happened = Los códigos introducidos no eran correctos, así que este inicio de sesión ha terminado. No se ha iniciado la sesión.
error-too-many-codes-advice = Vuelva a la aplicación y empiece de nuevo. Si no los introdujo usted, alguien conoce su contraseña: cámbiela.

error-no-factor-title = Hace falta un segundo paso
error-no-factor-happened = Aquí el inicio de sesión exige un segundo paso y su cuenta no tiene ninguno que se acepte. No se ha iniciado la sesión.
error-no-factor-advice = Pida a los responsables de este servicio que le ayuden a configurarlo.
error-link-invalid-title = Este enlace ya no funciona
error-link-invalid-happened = Ya se ha usado, es demasiado antiguo o lo ha reemplazado uno más reciente. No se ha cambiado nada.
error-link-invalid-advice = Empiece de nuevo donde lo pidió y abra el enlace del mensaje más reciente.

error-passkey-known-title = Esta llave de acceso ya está en uso
error-passkey-known-happened = Se creó antes y no se puede añadir por segunda vez. No se ha cambiado nada.
error-passkey-known-advice = Vuelva atrás y añada otra.

error-not-allowed-title = No tiene acceso a esto
error-not-allowed-happened = La cuenta con la que ha iniciado sesión no puede usarlo.
error-not-allowed-advice = Inicie sesión con otra cuenta o pida acceso a un administrador.

error-last-administrator-title = Es el último administrador
error-last-administrator-happened = Sin usted nadie podría administrar este lugar, así que no se ha programado la eliminación de su cuenta.
error-last-administrator-advice = Nombre antes a otro administrador y vuelva a intentarlo.

error-not-found-title = Aquí no hay nada
error-not-found-happened = Puede que la dirección esté mal escrita o que la página se haya trasladado.
error-not-found-advice = Compruebe la dirección o empiece por la portada.

error-too-many-requests-title = Demasiado rápido
error-too-many-requests-happened = Han llegado demasiadas solicitudes desde su red.
error-too-many-requests-advice = Espere un minuto y vuelva a intentarlo.

error-internal-title = Algo ha fallado por nuestra parte
error-internal-happened = No se ha podido completar lo que pidió. El fallo ha quedado registrado.
error-internal-advice = Vuelva a intentarlo en un momento. Si sigue ocurriendo, comunique el número de incidencia que figura abajo.

error-unavailable-title = Volvemos en un momento
error-unavailable-happened = Una parte del servicio no responde ahora mismo.
error-unavailable-advice = Espere un minuto y vuelva a intentarlo.
error-provider-denied-title = Se canceló el inicio de sesión
error-provider-denied-happened = El servicio elegido no inició su sesión: usted o el servicio lo rechazó. No se cambió nada.
error-provider-denied-advice = Inténtelo de nuevo o elija otra forma de iniciar sesión.
error-provider-down-title = El otro servicio no responde
error-provider-down-happened = No se puede contactar ahora con el servicio elegido para iniciar sesión. No se ha iniciado la sesión.
error-provider-down-advice = Espere un momento e inténtelo de nuevo, o elija otra forma de iniciar sesión.
error-provider-broken-title = No se aceptó la respuesta del otro servicio
error-provider-broken-happened = Lo que envió el servicio elegido no era fiable, por lo que no se inició la sesión. Usted no hizo nada mal.
error-provider-broken-advice = Inténtelo de nuevo o elija otra forma. Si vuelve a ocurrir, indique a los responsables el número de incidente de abajo.
error-provider-clock-title = Los dos relojes no coinciden
error-provider-clock-happened = El servicio elegido fechó su respuesta a otra hora que la nuestra, o tardó demasiado. No se ha iniciado la sesión.
error-provider-clock-advice = Inténtelo de nuevo. Si vuelve a ocurrir, avise a los responsables: uno de los relojes está mal.
error-provider-stranger-title = No tiene cuenta aquí
error-provider-stranger-happened = Nadie aquí está vinculado a la cuenta con la que inició sesión en el otro servicio, y este servicio no crea una nueva con ella.
error-provider-stranger-advice = Si tiene una cuenta aquí, inicie sesión de otra forma y conecte ambas en la página de su cuenta. Si no, pregunte a los responsables.
error-provider-address-taken-title = Ya tiene una cuenta aquí
error-provider-address-taken-happened = Una cuenta de aquí tiene la misma dirección de correo, pero no está conectada con la que usó en el otro servicio. No se cambió nada.
error-provider-address-taken-advice = Inicie sesión en esa cuenta como siempre y conecte ambas en «Cuentas conectadas». A partir de entonces las dos dan acceso.
error-provider-known-title = Esa cuenta ya está conectada
error-provider-known-happened = La cuenta con la que inició sesión allí está conectada con otra cuenta de aquí. No se cambió nada.
error-provider-known-advice = Inicie sesión con ella para ver con cuál y desconéctela allí primero, o use otra.
error-last-way-in-title = Es su última forma de acceso
error-last-way-in-happened = Sin ella ya no podría iniciar sesión, por lo que no se ha quitado.
error-last-way-in-advice = Añada primero una llave de acceso, establezca una contraseña o conecte otra cuenta.
