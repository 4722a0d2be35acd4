# A new password: what it must be, and what is thought of it.

password-new-hint = Al menos { $count } caracteres. Unas cuantas palabras al azar forman una buena.
password-show = Mostrar contraseña
password-hide = Ocultar contraseña
password-strength-heading = Seguridad

password-strength-0 = Se adivina al instante
password-strength-1 = Muy débil
password-strength-2 = Débil
password-strength-3 = Buena
password-strength-4 = Fuerte

password-hint-common = Es, o se parece a, una contraseña que usa muchísima gente.
password-hint-names = Los nombres son fáciles de averiguar. Añada palabras que no tengan nada que ver con usted.
password-hint-keyboard = Las filas de teclas son fáciles de adivinar.
password-hint-repeats = Repetir la alarga, pero apenas la hace más difícil de adivinar.
password-hint-sequences = Las secuencias como abc o 4321 son fáciles de adivinar.
password-hint-dates = Los días y los años son fáciles de adivinar.
password-hint-more-words = Añada una o dos palabras más. Mejor si son poco comunes.

password-problem-too-short = Esta contraseña es demasiado corta. Use al menos { $count } caracteres.
password-problem-too-long = Esta contraseña es demasiado larga. Use una más corta.
password-problem-too-common = Esta contraseña es fácil de adivinar. Elija otra.
password-problem-breached = Esta contraseña figura en listas que usan los atacantes. Elija otra.
password-problem-used-before = Ya ha usado esta contraseña antes. Elija otra.
