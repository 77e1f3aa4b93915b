# Lo que dicen los correos
mail-hello = Hola, { $name }:
mail-campaign = Campaña
mail-unsubscribe = No más correos como este
mail-foot-staff = Enviado por giftgate en { $place } porque usted tiene una cuenta allí. Nadie lee las respuestas a esta dirección.
mail-foot-once = Enviado una sola vez, porque alguien escribió esta dirección en nuestra página. Nadie lee las respuestas a esta dirección.
mail-foot-traveller = Enviado porque usted lo pidió en nuestra página. Con un clic termina.
mail-invitation-subject = Su cuenta en giftgate
mail-invitation-words = Se ha creado una cuenta para usted. Elija una contraseña con el enlace de abajo. Sirve una vez, hasta { $until }.
mail-invitation-button = Elegir contraseña
mail-invitation-else = Si no lo esperaba, no haga nada: sin contraseña nadie puede entrar.
mail-reset-subject = Una contraseña nueva para giftgate
mail-reset-words = Alguien ha pedido una contraseña nueva para su cuenta. El enlace de abajo sirve una vez, hasta { $until }.
mail-reset-button = Elegir contraseña nueva
mail-reset-else = Si no fue usted, no haga nada: su contraseña sigue como estaba.
mail-waiting-subject =
    { $n ->
        [one] Una aprobación espera
       *[other] { $n } aprobaciones esperan
    }
mail-waiting-words = Alguien tiene que verlas antes de que puedan seguir.
mail-waiting-gifts = Regalos
mail-waiting-posts = Publicaciones
mail-waiting-closes = La primera franja se cierra
mail-waiting-button = Verlas
mail-failure-subject =
    { $n ->
        [one] Una tarea ha fallado
       *[other] { $n } tareas han fallado
    }
mail-failure-words = Se abandonaron tras varios intentos. Alguien tiene que repetirlas o descartarlas.
mail-failure-button = Abrir las tareas fallidas
mail-weekly-subject = { $campaign }: cifras de la semana
mail-weekly-words = Estado a { $day }, desde el comienzo de la campaña:
mail-weekly-posts = Publicaciones leídas
mail-weekly-approved = Regalos aprobados
mail-weekly-delivered = Regalos entregados
mail-weekly-published = Seguimientos publicados
mail-weekly-spent = Gastado
mail-weekly-button = Abrir el informe
mail-deliveries-subject =
    { $n ->
        [one] { $station }: un regalo por entregar, { $day }
       *[other] { $station }: { $n } regalos por entregar, { $day }
    }
mail-deliveries-again =
    { $n ->
        [one] { $station }: la lista ha cambiado, un regalo por entregar, { $day }
       *[other] { $station }: la lista ha cambiado, { $n } regalos por entregar, { $day }
    }
mail-deliveries-changed = Cambios desde el correo de las { $since }:
mail-deliveries-came =
    { $n ->
        [one] un regalo más
       *[other] { $n } regalos más
    }
mail-deliveries-went =
    { $n ->
        [one] un regalo ya no se entrega
       *[other] { $n } regalos ya no se entregan
    }
mail-deliveries-gate = puerta { $was } → { $is }
mail-deliveries-words = Las horas son locales. Los nombres y asientos están solo en la página.
mail-deliveries-button = Abrir la lista
mail-confirm-subject = ¿Le escribimos cuando salga su historia?
mail-confirm-words = Alguien con la tarjeta de un regalo nos pidió que escribiéramos a esta dirección cuando se publique la historia de ese regalo. ¿Fue usted?
mail-confirm-button = Sí, escríbanme
mail-confirm-else = Si no fue usted, no haga nada. Olvidamos esta dirección al cabo de un día.
mail-story-subject = Su historia ya está publicada
mail-story-words = La historia de su regalo se ha publicado, tal como usted aceptó. Gracias por dejarnos contarla.
mail-story-button = Verla
mail-story-withdraw = ¿Ha cambiado de opinión? Retírela

# Lo que desea quien viaja
story-title = Avísenme cuando salga mi historia
story-words = Con el código de la tarjeta de su regalo puede recibir un correo cuando se publique su historia. No usamos la dirección para nada más y después la olvidamos.
story-address = Su dirección de correo
story-button = Envíenme un enlace
story-taken = Mire su correo
story-taken-words = Si el código es correcto, un correo con un enlace está en camino. No ocurre nada hasta que lo abra.
story-confirm = Sí, escríbanme una vez
story-confirm-words = Le escribiremos una vez, cuando se publique la historia de su regalo.
story-confirmed = Gracias. Le escribiremos.
story-dead = Este enlace ya no sirve
story-dead-words = Se usó, o tiene más de un día. Pida otro con el código de su tarjeta.
unsubscribe-title = No más correos
unsubscribe-words = Pulse el botón y olvidamos su dirección.
unsubscribe-button = Olvidar mi dirección
unsubscribe-done = Hecho. Hemos olvidado su dirección.

# Contraseñas olvidadas
forgotten-title = Contraseña olvidada
forgotten-words = Escriba su dirección de correo. Si tiene una cuenta, un correo con un enlace está en camino.
forgotten-button = Envíenme un enlace
forgotten-taken = Mire su correo
forgotten-taken-words = Si esta dirección tiene una cuenta, un correo con un enlace está en camino. Vale un día y sirve una vez.
forgotten-link = ¿Ha olvidado la contraseña?
fresh-mailed = Un correo con el mismo enlace va de camino a esa persona.
field-mail-language = Idioma de los correos para usted
mail-language-save = Guardar idioma

# Los correos
mails-title = Correos
mails-way = Cómo salen los correos
mails-way-server = Por un servidor de correo
mails-way-folder = A una carpeta del servidor: nadie los recibe
mails-way-memory = A la memoria: nadie los recibe
mails-way-off = Desactivados: no se escribe ninguno
mails-from = De
mails-counts = Los últimos 30 días
mails-attention = Alguien tiene que decidir
mails-attention-none = Nada espera una decisión.
mails-uncertain-words = El servidor recibió el correo entero y no contestó. Quizá haya llegado. Si se envía otra vez, podría llegar dos veces.
mails-refused-words = El servidor no lo acepta. Quizá la dirección esté mal.
mails-again = Enviar otra vez
mails-drop = Dejarlo así
mails-kinds = Cómo son los correos
mails-kinds-words = Con valores inventados, en el idioma de esta página.
mails-preview = Vista previa
mails-as-html = Como lo muestra el programa de correo
mails-as-text = Como texto sin formato
mails-files = Archivos adjuntos
mail-kind-invitation = Invitación
mail-kind-reset = Contraseña nueva
mail-kind-waiting = Aprobaciones en espera
mail-kind-failure = Tareas fallidas
mail-kind-weekly = Cifras de la semana
mail-kind-deliveries = Entregas del día
mail-kind-confirm = Viajero: confirmar dirección
mail-kind-story = Viajero: historia publicada
mail-state-queued = en espera
mail-state-sending = en camino
mail-state-sent = enviado
mail-state-uncertain = incierto
mail-state-refused = rechazado
mail-state-dropped = descartado
done-mail-again = El correo está otra vez en camino.
done-mail-dropped = El correo no se enviará.
done-language-saved = Desde ahora sus correos llegan en este idioma.
job-send-mail = Enviar un correo
job-mail-reset = Enviar un enlace para una contraseña olvidada
job-write-mails = Escribir los correos que tocan
job-next-send-mail = Mire en la página de correos cómo salen y repítalo después.
job-next-mail-reset = Repítalo; quien espera también puede volver a pedirlo.
job-next-write-mails = Repítalo; vuelve por sí mismo cada cinco minutos.
job-part-mail = Correo
job-part-of = Hash con clave de la dirección

# Sessions of somebody
sessions-open = Sesiones abiertas: { $n }
sessions-end-all = Terminar todas sus sesiones
done-sessions-ended = Sus sesiones han terminado.
