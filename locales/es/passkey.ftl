# Passkeys
passkeys-title = Llaves de acceso
passkeys-lead = Con una llave de acceso entra usted con la huella, la cara o el PIN de su dispositivo. Solo funciona en este sitio, así que nadie puede sonsacársela, y vale como contraseña y segundo factor a la vez.
passkeys-own = Sus llaves de acceso
passkeys-open = Configurar una llave de acceso
passkeys-none = Todavía no tiene ninguna.
passkeys-n =
    { $n ->
        [one] Puede entrar con { $n } llave de acceso.
       *[other] Puede entrar con { $n } llaves de acceso.
    }
passkey-since = añadida
passkey-remove = Quitar
passkey-add-title = Añadir una llave de acceso
passkey-add-words = Póngale un nombre por el que reconozca el dispositivo; después el navegador le pedirá que confirme.
passkey-label = Nombre, por ejemplo «Teléfono»
passkey-add = Añadir llave de acceso
passkey-needs-script = Las llaves de acceso necesitan JavaScript en este navegador.
passkey-impossible = Los navegadores solo crean llaves de acceso para una página con nombre y https. Aquí se llega por otra vía; un administrador puede fijar la dirección pública.
passkey-sign-in-again = Salir y volver a entrar
passkey-enter = Entrar con una llave de acceso
passkey-not-shown = Este dispositivo no mostró ninguna llave de acceso. Inténtelo de nuevo o entre de otra manera.
passkey-wrong = Esta llave de acceso no abre ninguna cuenta aquí. Entre con su contraseña.
passkey-code-words = Muestre su llave de acceso para continuar.
passkey-fault-label = Póngale un nombre de 60 caracteres como máximo.
passkey-fault-stale = Para cambiar las llaves de acceso tiene que haber entrado en los últimos diez minutos.
passkey-fault-most = Ya tiene diez llaves de acceso; quite primero una.
passkey-fault-known = Esta llave de acceso ya es conocida.
passkey-fault-unsound = La respuesta del navegador llegó tarde o no es válida. Inténtelo de nuevo.
done-passkey-added = Su llave de acceso se ha añadido.
done-passkey-removed = La llave de acceso se ha quitado. Bórrela también en el dispositivo.
mail-passkey-subject = Se ha añadido una llave de acceso a su cuenta
mail-passkey-words = El { $at } se añadió una llave de acceso en la página de su cuenta. Con ella se entra sin su contraseña.
mail-passkey-button = Ver sus llaves de acceso
mail-passkey-else = Si no fue usted: entre, quítela allí, cierre todas las demás sesiones y elija una contraseña nueva. Si no puede entrar, avise enseguida a quien administra las cuentas.
mail-kind-passkey = Llave de acceso añadida
