# Sign-in
nav-accounts = Cuentas
sign-in = Iniciar sesión
sign-out = Cerrar sesión
sign-in-wrong = El correo y la contraseña no corresponden, o la cuenta está cerrada.
sign-in-too-often =
    { $n ->
        [one] Demasiados intentos. Pruebe de nuevo en un minuto.
       *[other] Demasiados intentos. Pruebe de nuevo en { $n } minutos.
    }
sign-in-forgotten = ¿Ha olvidado la contraseña? Quien administra las cuentas puede crearle un enlace nuevo.
sign-in-done-password = Su contraseña está guardada. Ya puede iniciar sesión.
sign-in-done-out = Ha cerrado la sesión.
first-run-title = Todavía nadie tiene cuenta
first-run-words = La orden que arrancó giftgate mostró un enlace para la primera persona que administra. Ábralo para elegir una contraseña; sirve una sola vez. Un nuevo arranque muestra otro.

# Choosing a password
welcome-title = Elija una contraseña
welcome-for-first-run = Primera cuenta de administración
welcome-for-invitation = Le damos la bienvenida a giftgate
welcome-for-reset = Elija una contraseña nueva
welcome-save = Guardar contraseña
link-dead-title = Este enlace ya no vale
link-dead-words = Ya se usó, es demasiado antiguo o se creó otro. Pida un enlace nuevo a quien administra las cuentas.
field-email = Correo electrónico
field-name = Nombre
field-password = Contraseña
field-new-password = Contraseña nueva
field-again = Otra vez la misma
password-words = De 12 a 128 caracteres. Unas cuantas palabras seguidas están bien.
password-fault-too-short = Necesita al menos 12 caracteres.
password-fault-too-long = Puede tener como máximo 128 caracteres.
password-fault-own-name = No use su propio nombre ni su correo.
password-fault-too-plain = Es demasiado fácil de adivinar.
password-fault-differs = Las dos no son iguales.

# Own account
mine-title = Su cuenta
roles-none = Sin función
sessions-title = Dónde tiene la sesión abierta
session-current = esta
session-began = desde
session-seen = última vez
session-end = Cerrar
session-end-others = Cerrar todas las demás
session-words = Una sesión termina tras 30 minutos sin actividad y, en todo caso, a las 12 horas.
browser-firefox = Firefox
browser-edge = Edge
browser-chrome = Chrome
browser-safari = Safari
browser-other = Otro navegador

# Accounts
accounts-everyone = Todas las personas
account-disabled = desactivada
account-invited = invitación enviada, sin contraseña
invite-title = Invitar a alguien
invite-button = Invitar
field-roles = Funciones
field-stations = Estaciones para el personal de puerta
stations-words = Códigos como AMS, separados por comas. Vacío significa todas.
field-campaigns = Campañas para planificación, aprobación y marketing
campaigns-words = Sus nombres cortos de la dirección, separados por comas. Vacío significa todas.
role-words-planner = escribe campañas, confirma coincidencias, propone regalos
role-words-approver = aprueba lo que otros proponen
role-words-gate = entrega regalos en la puerta
role-words-marketer = lee cifras
role-words-care = responde quejas; aún sin páginas
role-words-privacy = solicitudes de personas, evaluaciones, registro de auditoría
role-words-admin = cuentas; no ve viajeros
roles-save = Guardar funciones
account-fault-email = Esto no es una dirección de correo.
account-fault-taken = Ya hay una cuenta con este correo.
account-fault-name = Escriba un nombre de 80 caracteres como máximo.
account-fault-no-role = Elija al menos una función.
account-fault-station = Una de estas estaciones es desconocida.
account-fault-campaign = Una de estas campañas es desconocida.
account-fault-last-admin = Es la última cuenta de administración. Nombre antes a otra persona.
fresh-title = Entregue este enlace
fresh-words = Permite a una persona elegir su contraseña una sola vez. Solo se muestra ahora: envíelo por una vía de confianza.
fresh-link = Enlace
entry-title = Acceso
link-words = Con un enlace nuevo esta persona elige una contraseña. Los anteriores dejan de valer.
link-button = Crear un enlace
account-disable = Desactivar cuenta
account-enable = Activar cuenta
account-disabled-since = Desactivada desde

# Second factor
code-title = Un paso más
code-words = Escriba el código que muestra ahora su aplicación de autenticación, o uno de sus códigos de recuperación.
code-recovery-words = Escriba uno de sus códigos de recuperación.
field-code = Código
code-button = Continuar
code-wrong = Este código no es correcto o ya se usó. Espere al siguiente.
code-lost = ¿Sin dispositivo y sin códigos de recuperación? Quien administra las cuentas puede restablecer su segundo factor.
set-up-title = Configurar un segundo factor
set-up-words = Además de la contraseña, giftgate pide un código de su teléfono. Escanee la imagen con una aplicación de autenticación y escriba después las seis cifras que muestra.
set-up-picture = Código QR para su aplicación de autenticación
set-up-secret = ¿Sin cámara? Escriba esta clave en la aplicación:
set-up-button = Confirmar
codes-title = Códigos de recuperación
codes-words = Cada uno sirve una sola vez, después de la contraseña, por si pierde el dispositivo que muestra los códigos o guarda su llave de acceso. Solo se muestran ahora: imprímalos o guárdelos en un gestor de contraseñas.
codes-onward = Los he guardado
factor-title = Segundo factor
factor-none = Usted entra solo con una contraseña. Un código de su teléfono deja fuera a otros aunque la conozcan.
factor-since = Se pide desde
factor-change = Cambiar
factor-codes-left =
    { $n ->
        [0] No queda ningún código de recuperación.
        [one] Queda { $n } código de recuperación.
       *[other] Quedan { $n } códigos de recuperación.
    }
factor-codes-words = Los nuevos sustituyen a todos los anteriores. Demuestre primero que es usted, con un código de la aplicación o uno de recuperación.
factor-codes-button = Crear códigos nuevos
factor-remove-title = Otro teléfono
factor-remove-words = Quite aquí el segundo factor y configúrelo de nuevo con el otro teléfono.
factor-remove = Quitar el segundo factor
factor-reset = Restablecer el segundo factor
factor-reset-words = Para quien perdió el teléfono y todos los códigos de recuperación. Compruebe que es realmente esa persona; se cerrarán todas sus sesiones.
account-factor = segundo factor
done-factor-removed = Su segundo factor se ha quitado.

# Identity provider
sign-in-provider = Entrar con su cuenta de la aerolínea
sign-on-fault-expired = Tardó demasiado o empezó en otro navegador. Inténtelo de nuevo.
sign-on-fault-declined = Su cuenta de la aerolínea no le dejó pasar.
sign-on-fault-unsound = El acceso de su aerolínea no responde o dio una respuesta no válida. Inténtelo de nuevo o entre con contraseña.
sign-on-fault-no-role = Su cuenta de la aerolínea no tiene ningún rol aquí. Consulte a quien administra giftgate.
sign-on-fault-no-email = Su cuenta de la aerolínea no indica ningún correo, así que no se pudo crear una cuenta.
sign-on-fault-taken = Ya hay una cuenta con este correo, o esta cuenta de la aerolínea ya está vinculada. Entre con su contraseña y vincúlela en «Su cuenta».
sign-on-fault-disabled = Esta cuenta está desactivada.
identity-title = Cuenta de la aerolínea
identity-linked = Su cuenta de la aerolínea está vinculada; puede entrar con ella.
identity-none = Vincule su cuenta de la aerolínea para entrar con ella.
identity-link = Vincular cuenta de la aerolínea
identity-unlink = Desvincular
done-linked = Su cuenta de la aerolínea está vinculada.
done-unlinked = Su cuenta de la aerolínea ya no está vinculada.
