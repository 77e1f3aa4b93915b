# Privacy desk, audit log, public objection, admin pages
nav-privacy = Privacidad
nav-admin = Administración
privacy-desk = Mesa de privacidad
requests-open = Solicitudes abiertas
requests-none = No hay ninguna solicitud abierta.
requests-closed = Respondidas hace poco
request-kind-access = Acceso
request-kind-erasure = Supresión
request-kind-objection = Oposición
request-channel-desk = anotada por nuestro personal
request-channel-public = desde la página pública
request-outcome-done = hecha
request-outcome-nothing-held = no había nada
request-outcome-refused = rechazada
request-late = Fuera de plazo
request-received = recibida
request-due = vence
request-open = Tramitar
request-refuse = Cerrar como rechazada
receipt = Justificante
look-up-title = Buscar a una persona
look-up-words = Por localizador y apellido, por nombre de usuario o por correo. Lo que escribe va en el formulario y no se guarda; queda constancia de la consulta.
look-up-button = Buscar
note-title = Solo anotar una solicitud
note-words = Espera aquí, sellada, y vence en un mes.
field-locator = Localizador
field-family = Apellido
field-given = Nombre
field-network = Red
field-handle = Usuario
person-or = o
person-fault-nobody = Indique un localizador con un nombre, un usuario o un correo.
person-fault-locator = Un localizador solo tiene letras y cifras.
person-fault-network = Elija la red del usuario.
person-fault-email = Esto no es un correo.
bases-title = En qué se basan las campañas
bases-words = La búsqueda abierta exige una evaluación de impacto en el archivo de la campaña. Una firma aquí vale 90 días; si la hay, la búsqueda abierta cesa cuando caduca o se retira.
bases-none = Todavía no hay campañas.
stops-title = Campañas en marcha
stops-words = Puede detener cualquiera de ellas sin dar un motivo. Solo dos personas de su equipo pueden reanudarla.
stops-confirm = Todo lo siguiente se congela de inmediato. Para continuar, una persona de su equipo debe pedirlo y otra confirmarlo.
stops-none = No hay ninguna campaña activa.
listening-mode-opt-in = programa voluntario
listening-mode-mention = menciones
listening-mode-open-search = búsqueda abierta
basis-covered = tiene su base
basis-not-covered = sin evaluación válida
basis-until = vale hasta
basis-over = ya no vale
basis-changed = el archivo ha cambiado desde entonces
assessment-sign = Firmar evaluación
assessment-withdraw = Retirar
kept-title = Conservación
kept-people = Personas sin regalo
kept-quarantine = Líneas ilegibles
kept-jobs = Trabajo terminado
kept-sessions = Sesiones
kept-limit-people = 24 horas tras su última salida
kept-limit-quarantine = 14 días
kept-limit-jobs = 7 días
kept-limit-sessions = 30 minutos sin actividad
kept-oldest = lo más antiguo del
kept-goes = se borra
kept-empty = no hay nada
kept-late = debería haberse borrado
kept-in-time = a tiempo
person-title = Qué se guarda
person-several-words = No se muestra nada de ninguna. Añada un nombre o identifique a la persona de otro modo.
person-held = Guardado, enmascarado
person-nothing = No se guarda nada
person-booking = Reserva
person-account = Cuenta
held-posts = Publicaciones
person-matches = Coincidencias
held-gifts = Regalos
person-follow-ups = Nuestras publicaciones
person-suppressed = En la lista de quienes nunca se vinculan
yes = sí
no = no
access-words = Todo lo que se guarda de esta persona, con su origen. Queda constancia de la descarga.
access-text = Archivo para leer
access-json = Archivo para máquinas (JSON)
erase-words = Se destruyen las claves, se retiran regalos y publicaciones pendientes y quedan recuentos sin nombre. No se puede deshacer.
erase-how = Alcance
erase-object = Borrar y no vincular nunca más a esta persona (oposición)
erase-only = Borrar lo guardado
erase-sure = He comprobado quién lo pide
erase-unconfirmed = Marque esta casilla cuando esté seguro de quién lo pide.
erase-button = Borrar
receipt-title = Justificante
receipt-erased = Borrado
receipt-at = Cuándo
receipt-kept = Queda sin nombre
receipt-kept-words = { $gifts } regalos, { $entries } apuntes contables
receipt-objection = Oposición
receipt-words = El justificante no nombra a nadie. Dé su número a la persona; también consta en el registro de auditoría.
destroyed-keys = Claves de datos
destroyed-bookings = Reservas
destroyed-legs = Trayectos
destroyed-accounts = Cuentas
destroyed-posts = Publicaciones
destroyed-matches = Coincidencias
destroyed-gifts = Regalos retirados
destroyed-consents = Consentimientos retirados
destroyed-dropped = Borradores descartados
destroyed-retracted = Publicaciones retiradas
audit-title = Registro de auditoría
audit-find = Buscar entradas
audit-who = Quién
audit-what = Qué
audit-day = Día (UTC)
audit-all = Todo
audit-show = Mostrar
audit-entries = Entradas
audit-number = n.º
audit-older = Anteriores
audit-none = Ninguna entrada coincide.
chain-check = Comprobar toda la cadena
chain-broken = La cadena está rota en la entrada { $n }. Desde ahí el registro se modificó desde fuera. Deje la base de datos como está y averigüe quién podía escribir en ella.
register-title = Registro de actividades
register-about = RGPD, artículo 30
register-words = Hecho de lo que esta instalación hace de verdad: campañas, redes y plazos.
register-file = Descargar como archivo
objection-title = No quiero que me vinculen
objection-words = Díganos quién es en su red o cuál es su reserva y giftgate le dejará en paz. No necesita cuenta ni dar motivos.
objection-button = Déjenme en paz
objection-same = La respuesta es la misma para todos: nadie sabrá por ella si conocemos a alguien.
objection-without = Sin tarjeta
objection-taken = Gracias. Vale desde este momento.
objection-taken-words = Nada de lo que llegue a partir de ahora se vinculará con usted. Si guardamos algo suyo, nuestro delegado de privacidad lo borrará en un mes.
object-title = Esta persona no quiere esto
object-words = Cuenta desde ya: nada de lo que llegue a partir de ahora se vincula con esta persona, y nuestro delegado de privacidad borra lo que tenemos. Nadie tiene que dar un motivo.
object-gift = Un regalo que aún no se ha entregado: anótelo arriba como rechazado.
object-sure = Esta persona lo ha dicho
object-unconfirmed = Marque esta casilla cuando esté seguro de que esta persona lo ha dicho.
object-button = Anotar la oposición
field-card = Código de la tarjeta de su regalo
health-title = Estado
health-parts = Esta instalación
health-database = Base de datos
health-schema = esquema { $n }
health-good = bien
health-migrate = ejecute «giftgate migrate»
health-work = Trabajo en segundo plano
health-queue = { $queued } en espera, { $running } en curso
health-waits = pendiente desde
health-no-worker = no hay ningún proceso
health-requests = Solicitudes de privacidad
health-outbox = Carpeta de salida
failures-title = Fallos
failures-none = No se ha abandonado nada
failures-none-words = El trabajo que falla ocho veces espera aquí una decisión.
failure-why = Por qué
failure-tries = Intentos
failure-next = Siguiente paso
failure-retry = Volver a intentarlo
failure-reason = Por qué puede descartarse
failure-unreasoned = Escriba primero el motivo.
failure-drop = Descartar
job-plan-rounds = Replanificar rondas
job-publish = Publicar
job-retract = Retirar una publicación
job-queue-posts = Avanzar publicaciones aprobadas
job-withdraw-overdue = Retirar regalos vencidos
job-purge = Borrar lo caducado
job-part-campaign = Campaña
job-part-station = Estación
job-part-follow-up = Publicación
job-next-plan-rounds = Compruebe el mapa y los mensajeros de la estación y vuelva a intentarlo.
job-next-publish = Compruebe si ya se publicó y vuelva a intentarlo; nunca sale dos veces.
job-next-retract = Si urge, retírela a mano en la red y vuelva a intentarlo.
job-next-queue-posts = Vuelva a intentarlo; se repite cada minuto.
job-next-withdraw-overdue = Vuelva a intentarlo; se repite cada minuto.
job-next-purge = Vuelva a intentarlo enseguida: la conservación es una promesa.
stations-title = Estaciones
stations-map-words = Tiempos a pie desde el mostrador. Vienen con giftgate (campaigns/stations); un archivo del mismo nombre en la carpeta stations de su carpeta de datos tiene prioridad y añade estaciones. Se lee al arrancar.
stations-own = de esta instalación
stations-map = Caminos desde el mostrador en { $station }
stations-none = Ninguna estación tiene mapa; cada puerta cuenta como diez minutos.
way-from = De
way-to = A
way-there = Ida
way-back = Vuelta
glass-title = Acceso de emergencia
glass-words = Quien administra no ve viajeros. En una emergencia se pide aquí un rol con un motivo; otra persona de administración o de privacidad lo concede por 60 minutos. Todo queda registrado, también cada página vista.
glass-ask = Pedir un rol
glass-role = Rol
glass-reason = Motivo
glass-reason-words = De 10 a 500 caracteres; no nombre a ningún viajero. El motivo se conserva.
glass-button = Pedir
glass-fault-reason = Escriba un motivo de 10 a 500 caracteres.
glass-fault-role = Elija un rol.
glass-list = Solicitudes
glass-none = Nadie ha pedido nada.
glass-state-asked = espera a una segunda persona
glass-state-held = en vigor
glass-state-refused = rechazada
glass-state-over = terminada
glass-decided = decidió { $who }
glass-until = hasta
glass-grant = Conceder 60 minutos
glass-refuse = Rechazar
glass-end = Devolver
basis-in-file = en el archivo firmado por { $who }, hasta
basis-signed = firmado aquí por { $who } el
done-request-noted = La solicitud está anotada.
done-request-closed = La solicitud está cerrada.
done-assessment-signed = Firmado por 90 días.
done-assessment-withdrawn = Retirada; la búsqueda abierta ha cesado.
done-job-retried = Se vuelve a intentar.
done-job-dropped = Descartado.
done-glass-asked = Pedido. Una segunda persona debe concederlo.
done-glass-granted = Concedido por 60 minutos.
done-glass-refused = Rechazado.
done-glass-ended = Devuelto.
request-days =
    { $n ->
        [one] Queda { $n } día
       *[other] Quedan { $n } días
    }
person-several =
    { $n ->
        [one] Coincide { $n } persona
       *[other] Coinciden { $n } personas
    }
receipt-suppressed =
    { $n ->
        [one] { $n } entrada nueva en la lista, como hash con clave
       *[other] { $n } entradas nuevas en la lista, como hash con clave
    }
chain-whole =
    { $n ->
        [one] La cadena está íntegra: { $n } entrada.
       *[other] La cadena está íntegra: { $n } entradas.
    }
health-dead =
    { $n ->
        [one] { $n } le espera
       *[other] { $n } le esperan
    }
health-requests-n =
    { $n ->
        [one] { $n } abierta
       *[other] { $n } abiertas
    }
health-outbox-n =
    { $n ->
        [one] { $n } archivo
       *[other] { $n } archivos
    }
health-stations-n =
    { $n ->
        [one] { $n } mapa a pie
       *[other] { $n } mapas a pie
    }
