# What was just done
done-confirmed = Confirmado.
done-rejected = Rechazado.
done-barred = No se contactará nunca con ninguno de los dos.
done-released = Devuelto a la cola.
done-reopened = Deshecho. Puede decidir de nuevo.
done-queue-empty = No queda nada para usted en esta cola.
done-stopped = La campaña está detenida.
done-resume-asked = Solicitado. Otra persona debe confirmarlo en el plazo de una hora.
done-resumed = La campaña continúa.

# Why something was refused
problem-words-taken = Un colega lo está revisando ahora mismo. Tome otro.
problem-words-has-gift = Hay un regalo basado en esta coincidencia. Retire primero el regalo.
problem-words-needs-two = Hacen falta dos personas para reanudar una campaña detenida: una lo solicita en el panel y otra lo confirma.
problem-words-own-request = Lo solicitó usted. Debe confirmarlo otra persona.
problem-words-already-asked = Alguien ya lo solicitó. Debe confirmarlo otra persona.
problem-words-request-expired = Nadie lo confirmó a tiempo. Solicítelo de nuevo.

# Deciding on a candidate
desk-title = Su decisión
desk-closes-in =
    { $n ->
        [one] Falta { $n } minuto para el cierre de la puerta
       *[other] Faltan { $n } minutos para el cierre de la puerta
    }
desk-arrival-closes-in =
    { $n ->
        [one] Queda { $n } minuto para la entrega en la llegada
       *[other] Quedan { $n } minutos para la entrega en la llegada
    }
desk-arrival-closed = La entrega en la llegada terminó a las
queue-arrival-closes = Entrega hasta
desk-closes-at = a las
desk-closed = La puerta está cerrada desde
desk-taken-by-colleague =
    { $n ->
        [one] Lo tomó un colega hace { $n } minuto.
       *[other] Lo tomó un colega hace { $n } minutos.
    }
desk-free-in =
    { $n ->
        [one] Libre de nuevo en { $n } minuto como máximo.
       *[other] Libre de nuevo en { $n } minutos como máximo.
    }
desk-yours = Lo tiene usted
desk-yours-for =
    { $n ->
        [one] durante { $n } minuto más
       *[other] durante { $n } minutos más
    }
desk-take = Tomar para revisar
desk-confirm = Confirmar: es la misma persona
desk-reject-why = Rechazar, porque
desk-choose = Elija un motivo
desk-reject = Rechazar
desk-release = Devolver sin decidir
desk-rejected-why = Rechazado:
desk-has-gift = Hay un regalo basado en esta decisión, así que se mantiene. Para deshacerla, retire primero el regalo.
desk-reopen = Deshacer esta decisión
desk-state-ambiguous = Otros encajan igual de bien, así que nadie puede decidir. Más indicios pueden aclararlo.
desk-state-expired = El vuelo salió antes de que nadie decidiera.
desk-state-withdrawn = La publicación ya no existe o no se puede contactar con alguien. No hay nada que decidir.
desk-queue = Cola
desk-previous = Anterior
desk-next = Siguiente
desk-never = No contactar nunca
desk-never-words = Ni esta cuenta ni este pasajero volverán a emparejarse en ninguna campaña. Los regalos pendientes se retiran. No se puede deshacer.
desk-never-sure = Estoy seguro de ello
desk-never-button = No contactar nunca
desk-undo = Deshacer la última decisión
desk-take-next = Tomar el siguiente
desk-start = Revisar el primero
taken-short = Tomado
reject-wrong-person = persona equivocada
reject-not-travelling = una broma, o no viaja
reject-sensitive = asunto delicado
reject-too-little = muy pocos indicios
reject-other = otro motivo

# The name of the booking
reveal-title = Ver el nombre completo
reveal-why = ¿Para qué?
reveal-button = Mostrar el nombre
reveal-words = Se registra quién ve uno y por qué.
reveal-shown = Solo se muestra en esta página y queda en el registro de auditoría.
reveal-compare-name = comparar la grafía con la publicación
reveal-tell-apart = distinguir a dos pasajeros
reveal-traveller-asks = el viajero preguntó por ello

# What would flip it
flips-title = Qué lo cambiaría
flips-without = Sin: { $what }
flips-below-verify = no merecería revisarse
flips-below-suggest = solo para verificar
flips-none = Ningún indicio decide por sí solo: sin cualquiera de ellos sigue en la misma franja.

# Somebody was faster
faster-title-taken = Un colega se adelantó
faster-title-decided = Alguien ya decidió
faster-title-has-gift = Hay un regalo basado en esto
faster-words-taken = Déjelo en sus manos o vuelva cuando esté libre.
faster-words-decided = Abajo está la situación actual. No se ha perdido nada ni se ha hecho nada dos veces.
faster-words-has-gift = La decisión se mantiene mientras exista el regalo.

# The queue
filter-mine = Los míos
filter-more = Idioma, estación, vuelo
filter-language = Idioma de la publicación
filter-any = Cualquiera
filter-station = Estación
filter-flight = Vuelo
filter-apply = Filtrar
filter-clear = Borrar
queue-order = Primero lo más seguro, lo que más cuenta y lo que sale antes.
queue-empty-title = No hay nada pendiente
queue-empty-words = Todas las sugerencias están decididas. Las nuevas publicaciones aparecerán aquí.
queue-gate-closes = Cierre de puerta

# Keys
keys-title = Teclas
keys-walk = siguiente, anterior
keys-confirm = confirmar
keys-reject = rechazar: elegir motivo
keys-undo = deshacer una decisión
keys-take = tomar para revisar
keys-help = abrir y cerrar esta lista
keys-switch = Teclas activadas en este navegador

# A traveller on one page
person-open = Todo sobre este viajero
person-words = Lo que esta campaña guarda sobre un viajero, cada dato con su fuente y hora. Los nombres están ocultos.
person-erased = Borrado
person-gone = La reserva se borró o ya venció su plazo.
person-locator = Localizador
person-country = País
person-email = Correo electrónico
person-handle = Dio una cuenta en
person-has = indicado, no se muestra
person-has-not = ninguno
person-gifts = Regalos
person-no-gifts = Ningún regalo en esta campaña.
person-elsewhere =
    { $n ->
        [one] { $n } regalo en otras campañas
       *[other] { $n } regalos en otras campañas
    }
person-posts = Publicaciones vinculadas con la reserva
person-no-posts = No hay ninguna publicación vinculada.
person-complaint = queja
person-consents = Consentimientos
person-no-consents = Aún no se ha preguntado.
person-ours = Nuestras publicaciones
person-no-ours = Ninguna.
person-cases = Casos
source-booking = Del fichero de reservas de la aerolínea, leído el
source-plan = Del plan, cambiado el
source-approved = Aprobado por una persona,
source-hand-over = Anotado por el personal de puerta,
source-match = Comparado por giftgate: { $p },
source-consent = Preguntado en la entrega en { $language }, texto { $version },
consent-kind-photo = Foto
consent-kind-publication = Publicación
consent-kind-handle = Mencionar la cuenta
consent-kind-reuse = Reutilización
consent-yes = sí
consent-no = no
consent-withdrawn = retirado

# The stop switch
stop-title = Detener esta campaña …
stop-words = Todo lo siguiente se congela al instante. Para continuar, una persona debe solicitarlo y otra confirmarlo.
stop-button = Detener ahora
stop-on-title = Esta campaña está detenida
stop-by = Detenida por: { $role },
stop-posts =
    { $n ->
        [one] publicación de seguimiento congelada
       *[other] publicaciones de seguimiento congeladas
    }
stop-deliveries =
    { $n ->
        [one] regalo aprobado congelado en el mostrador
       *[other] regalos aprobados congelados en el mostrador
    }
stop-proposed =
    { $n ->
        [one] regalo espera aprobación
       *[other] regalos esperan aprobación
    }
stop-carried =
    { $n ->
        [one] regalo ya lo lleva un mensajero: llámelo de vuelta o que anote lo que ocurra
       *[other] regalos ya los llevan mensajeros: llámelos de vuelta o que anoten lo que ocurra
    }
resume-words = Para continuar hacen falta dos personas. Solicítelo aquí; otra persona lo confirma en una hora.
resume-ask = Solicitar que continúe
resume-asked-by = Continuación solicitada por: { $role },
resume-until = Se puede confirmar hasta las
resume-wait = Lo solicitó usted. Debe confirmarlo otra persona.
resume-confirm = Confirmar: la campaña continúa

# Avisos
alert-complaints =
    { $n ->
        [one] { $n } queja en la última hora
       *[other] { $n } quejas en la última hora
    }
alert-complaints-usual = Lo habitual en una hora:
alert-refused =
    { $n ->
        [one] Una red rechazó { $n } publicación
       *[other] Las redes rechazaron { $n } publicaciones
    }
alert-refused-words = Cambie el texto y pida que se apruebe de nuevo.
post-refused = { $network } rechazó esta publicación ({ $why }). No ha salido. Cámbiela y podrá aprobarse y enviarse de nuevo.

reason-likely = Probablemente delicado
