# Atención al cliente
nav-care = Atención
care-words = Lo que la gente escribió bajo nuestras publicaciones. Primero lo que menos tiempo tiene: respuesta en una hora, solución en un día.
care-late-count =
    { $n ->
        [one] Un caso ha superado su plazo. Si es una queja, las publicaciones de su campaña esperan.
       *[other] { $n } casos han superado su plazo. Si son quejas, las publicaciones de sus campañas esperan.
    }
care-waiting-count =
    { $n ->
        [one] Una respuesta espera aprobación.
       *[other] { $n } respuestas esperan aprobación.
    }
care-answer-waits = respuesta a la espera de aprobación
care-empty-title = Nadie está esperando
care-empty-words = Las nuevas respuestas a nuestras publicaciones aparecen aquí solas.
care-taken = lo tiene otra persona
care-late = Fuera de plazo
care-left-hours = Quedan { $n } horas
care-left =
    { $n ->
        [one] Queda un minuto
       *[other] Quedan { $n } minutos
    }
care-open = Abrir el caso
care-said = Lo que se escribió
care-there = verlo allí
care-gone = Su autor lo borró. No se guarda nada.
care-answers = Nuestras respuestas
care-approve = Aprobar y enviar
care-answer = Responder
care-yours = Este caso es suyo durante un cuarto de hora.
care-claim = Tomar el caso
care-release = Devolver el caso
care-begin = Empezar con
care-text = Su respuesta, { $n } caracteres como máximo
care-write = Guardar para aprobación
care-solve = Marcar como resuelto
care-kind-complaint = Queja
care-kind-reply = Respuesta
care-state-open = en espera
care-state-answered = respondido
care-state-solved = resuelto
answer-state-draft = espera aprobación
answer-state-approved = en camino
answer-state-uncertain = quizá publicada
answer-state-published = publicada
answer-state-failed = rechazada por la red
care-canned-sorry = Lo sentimos
care-canned-look = Lo revisamos
care-canned-thanks = Gracias
care-edit = Editar la respuesta
care-answer-back = respuesta devuelta
mail-care-subject =
    { $n ->
        [one] Un caso debe responderse ahora
       *[other] { $n } casos deben responderse ahora
    }
mail-care-words = Nadie los ha respondido todavía. Lo que se escribió está solo en la página.
mail-care-complaints = Quejas
mail-care-replies = Otras respuestas
mail-care-waiting = De ellos, con respuesta a la espera de aprobación
mail-care-late = De ellos, fuera de plazo
mail-care-answer-by = Primer plazo
mail-care-button = Abrir atención al cliente
mail-kind-care = Atención: plazos cercanos
mail-waiting-answers = Respuestas de atención
mail-waiting-answer-by = Responder al primer caso antes de
mail-waiting-answers-button = Abrir atención al cliente
