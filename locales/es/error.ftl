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
