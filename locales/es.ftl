# Texts of the pages in Spanish. Every file holds the same keys.

# Around every page
skip-to-main = Ir al contenido
nav-main = Principal
nav-campaigns = Campañas
nav-gate = Puerta
nav-campaign = Campaña
nav-languages = Idiomas
nav-pages = Páginas
foot-words = Una máquina propone. Las personas deciden.
stations = Estaciones
tab-board = Panel
tab-candidates = Candidatos
tab-plan = Plan
tab-follow-ups = Seguimiento
tab-report = Informe
as-of = a las
unit-min = min
unit-hours = h
show-as-table = Ver como tabla
page-first = Primera página
page-next = Página siguiente
simulated = sustituto de la demo
count-gifts =
    { $n ->
        [one] { $n } regalo
       *[other] { $n } regalos
    }
count-candidates =
    { $n ->
        [one] { $n } candidato
       *[other] { $n } candidatos
    }

# Campaign list
campaigns-empty-title = Aún no hay campañas
campaigns-empty-words = Vea un día entero de aeropuerto con la demo o escriba su primer archivo de campaña:
money-spent-of = gastados de { $limit }

# Board
board-title = Hoy
alerts-title = Requiere atención
alert-delay =
    { $n ->
        [one] { $flight } sale { $n } minuto tarde
       *[other] { $flight } sale { $n } minutos tarde
    }
alert-gate = { $flight } cambia de puerta
alert-cancelled = { $flight } está cancelado
alert-stock = { $gift }: casi agotado
alert-stock-left =
    { $n ->
        [one] queda { $n }
       *[other] quedan { $n }
    }
alert-gifts-move =
    { $n ->
        [one] { $n } regalo se mueve con él
       *[other] { $n } regalos se mueven con él
    }
alert-gifts-wait =
    { $n ->
        [one] { $n } regalo va allí
       *[other] { $n } regalos van allí
    }
alert-freed =
    { $n ->
        [one] { $n } regalo retirado, { $amount } libres de nuevo
       *[other] { $n } regalos retirados, { $amount } libres de nuevo
    }
clock-title = Entregas según el reloj de vuelos
clock-zone = Hora de la estación ({ $zone })
clock-empty = Hoy no hay entregas. Aparecerán aquí en cuanto se planifiquen regalos.
legend-window = Ventana de entrega
legend-planned = previsto
legend-lost = no entregado
legend-now = ahora
lane-departs = sale
lane-late =
    { $n ->
        [one] { $n } minuto tarde
       *[other] { $n } minutos tarde
    }
lane-gate = puerta { $gate }
lane-window = ventana { $from }–{ $to }
funnel-title = Del mensaje al regalo
funnel-note = Las barras son logarítmicas para que los números pequeños se vean.
caps-title = Dinero y otros límites
caps-empty = Esta campaña aún no usa ningún límite.
cap-committed = gastado o usado
cap-reserved = reservado
cap-free = libre
cap-left = { $amount } libre
cap-words = { $committed } gastado, { $reserved } reservado, límite { $limit }
cap-words-pieces = { $committed } usados, { $reserved } reservados, límite { $limit }
used-of = { $used } de { $limit }
by-language-title = Entregas por idioma
by-station-title = Entregas por estación
no-gifts-yet = Aún no hay regalos.
screened-title = Descartados
screened-words = Contados y olvidados: no se guarda nada de estos mensajes.
screened-empty = No se ha descartado nada.
funnel-posts = Mensajes leídos
funnel-screened-out = Descartados
funnel-matched = Vinculados
funnel-confirmed = Confirmados
funnel-proposed = Propuestos
funnel-approved = Aprobados
funnel-delivered = Entregados
funnel-posted = Publicados
cap-money = Presupuesto de campaña
cap-money-day = Presupuesto del día
cap-gifts = Número de regalos
cap-team-minutes = Minutos del equipo

# Table heads
col-actual = real
col-bits = Bits
col-cost = Coste
col-count = Cantidad
col-done-of = Hecho / previsto
col-departs = Salida
col-drawing = Dibujo
col-evidence = Indicio
col-figure = Cifra
col-flight = Vuelo
col-gate = Puerta
col-gift = Regalo
col-hand-overs = Entregas
col-language = Idioma
col-method = Método
col-network = Red
col-pieces = Piezas
col-posts = Mensajes
col-reached = Alcanzado
col-read-at = Leído
col-result = Resultado
col-score = Puntuación
col-share = Proporción
col-source = Fuente
col-state = Estado
col-station = Estación
col-step = Paso
col-target = Objetivo
col-traveller = Viajero
col-unit = Unidad
col-wanted = Deseado
col-why = Motivo

# Candidates
filter-by-state = Filtrar por estado
filter-by-band = Filtrar por probabilidad
filter-all = Todos
filter-any-band = Cualquier probabilidad
band-sure = 99 % o más
band-likely = 90–99 %
band-possible = 50–90 %
band-weak = menos de 50 %
candidates-empty-title = Ningún candidato cumple este filtro
candidates-empty-words = Elija otro estado u otra probabilidad.
n-bits = { $n } bits
decided-by = Decidido por: { $role },
evidence-title = Indicios
probability-words = de que autor y pasajero sean la misma persona; los indicios pesan { $bits } bits
evidence-sum = Peso del vínculo
evidence-note = Cada bit duplica o reduce a la mitad las probabilidades. El punto de partida es lo raro que es que dos personas al azar coincidan; cada indicio mueve la suma a la derecha (a favor) o a la izquierda (en contra).
evidence-prior = Antes de los indicios
evidence-name = Nombre
evidence-handle = Cuenta
evidence-flight = Vuelo
evidence-airport = Aeropuerto
evidence-airports = Aeropuertos
evidence-route = Ruta
evidence-date = Fecha
evidence-time = Hora
evidence-home = Residencia
evidence-location = Lugar
evidence-language = Idioma
evidence-trip = Viaje
evidence-opt-in = Participa en el programa
evidence-mention = Nos menciona
post-title = El mensaje, tal cual
post-open = Abrir en { $network }
basis = Base jurídica
facts = Datos usados
facts-none = ninguno
booking-title = La reserva
gate-unknown = aún no se sabe
masked-note = Los nombres de las reservas aparecen ocultos aquí.
rivals-title = Otros también encajan
rivals-words = Dos o más viajeros encajan con este mensaje. giftgate nunca adivina: nadie recibe un regalo por él si no aparecen más indicios.
basis-opted-in = Participa con esta cuenta
basis-gave-handle = Dio esta cuenta a la aerolínea
basis-mentioned-us = Se dirigió a la aerolínea
basis-open-search = Búsqueda abierta con evaluación firmada
tag-hiking = senderismo
tag-running = correr
tag-drawing = dibujo
tag-music = música
tag-family = familia
tag-birthday = cumpleaños
tag-honeymoon = luna de miel
tag-first-holiday = primeras vacaciones
tag-food = comida
tag-photography = fotografía
tag-cycling = ciclismo
tag-reading = lectura

# Plan
plan-made = hecho
plan-empty-title = Aún no hay plan
plan-empty-words = El plan se crea en cuanto una persona confirma los primeros candidatos.
proof-title = Qué tan bueno es el plan
plan-value = Valor del plan
plan-bound = Demostrado: ningún plan con estos límites vale más de { $n }.
plan-gap = Distancia al óptimo
plan-gap-words = Ni un plan perfecto valdría más de un { $gap } adicional.
plan-gifts = Regalos
plan-hold-out = Grupo de control
plan-hold-out-words = elegidos al azar antes de decidir (semilla { $seed })
plan-caps = Límites usados
not-chosen-title =
    { $n ->
        [one] { $n } viajero sin regalo
       *[other] { $n } viajeros sin regalo
    }
not-chosen-why = Por qué no recibieron nada
not-chosen-list = Ver uno por uno
part-relevance = Relevancia
part-occasion = Ocasión
part-use-on-trip = Uso en este viaje
part-effort-benefit = Esfuerzo y beneficio
part-feasibility = Viabilidad
part-confidence = Confianza

# Reasons
reason-hold-out = Grupo de control al azar
reason-cap-money = Presupuesto agotado
reason-cap-money-day = Presupuesto del día agotado
reason-cap-gifts = Número de regalos alcanzado
reason-cap-team-minutes = Sin tiempo del equipo
reason-cap-stock = Sin existencias: { $what }
reason-cap-station = Presupuesto de la estación agotado: { $what }
reason-rule-liquids = Líquido de más de 100 ml
reason-rule-customs = Aduana del destino
reason-rule-age = Edad insuficiente
reason-rule-cool-down = Recibió un regalo hace poco
reason-no-gift-fits = Ningún regalo encaja
reason-lower-score = Otros puntuaron más
reason-too-late = La puerta cierra demasiado pronto
reason-open-complaint = Queja abierta: primero atención
reason-not-confirmed = Sin confirmar
reason-health = Salud
reason-pregnancy = Embarazo
reason-faith = Religión
reason-politics = Política
reason-sexuality = Sexualidad
reason-ethnicity = Etnia
reason-union = Sindicato
reason-crime = Delitos
reason-money = Problemas de dinero
reason-grief = Duelo
reason-minors = Menores
reason-do-not-contact = Pide que no se le contacte
reason-unknown-language = Idioma desconocido

# Follow-ups
follow-ups-words = Cada mensaje sale una sola vez: aprobado, con el consentimiento del viajero y horas después de la llegada.
follow-ups-empty-title = Ningún mensaje
follow-ups-empty-words = Los borradores aparecen en cuanto se entrega un regalo.
published-at = Publicado
needs-approval = Espera aprobación
has-approval = Aprobado
approved-by = Aprobado por: { $role }
needs-consent = Espera el consentimiento del viajero
has-consent = El viajero consintió
not-before = No antes de

# Gate
gate-title = ¿Qué estación?
gate-empty-title = No hay entregas previstas
gate-empty-words = Las estaciones aparecen cuando se aprueban regalos.
open-gifts =
    { $n ->
        [one] { $n } regalo por entregar
       *[other] { $n } regalos por entregar
    }
done-gifts =
    { $n ->
        [one] { $n } entregado
       *[other] { $n } entregados
    }
next-closes = próxima cierra
gate-quiet-title = Nada que entregar ahora
gate-quiet-words = Los regalos nuevos aparecen en cuanto se aprueban.
gate-over-title = Terminadas
window-closes-in = cierra en
window-closes-soon = cierra pronto
window-opens-in = abre en
window-closed = cerrada
window-none = sin ventana
gate-was = Puerta anterior: { $gate }. Puerta actual:
pier = Muelle { $pier }
seat = asiento
at-arrival = a la llegada

# Report
report-title = Informe de impresiones
report-made = hecho
report-of-approved = de { $n } regalos aprobados
report-spent = Gastado
report-spent-words = comprometido en el libro, impuestos incluidos
cost-per-hand-over = Coste por entrega
cost-per-hand-over-words = todo lo gastado entre todas las entregas
cost-per-mille = Coste por mil impresiones
no-impressions-yet = aún sin impresiones leídas
figures-title = Cifras y de dónde vienen
figures-words = Cada red cuenta a su manera. Nunca se suman unidades distintas.
figures-empty = Aún no hay lecturas. Se toman cuando los mensajes se publican.
coverage = cubre el { $n } %
definition =
    { $n ->
        [one] definición { $version }, { $n } mensaje
       *[other] definición { $version }, { $n } mensajes
    }
growth-title = Cómo crecieron las cifras
targets-title = Objetivos y resultado
targets-empty = No se fijaron objetivos.
target-met = alcanzado
target-open = aún no alcanzado
target-unknown = aún sin datos
effect-title = ¿Cambió algo?
effect-groups = { $treated } viajeros con regalo, { $held } apartados al azar antes de decidir.
effect-interval = de diferencia, entre { $low } y { $high } con un { $sure } de confianza
effect-none = No detectable con este tamaño
effect-minimum = Grupos de este tamaño solo mostrarían una diferencia de { $size } o más.
effect-note = No se afirma nada que las cifras no sostengan.
costs-title = Qué se entregó
yardstick-title = Frente a KLM Surprise, 2010
yardstick-words = Noviembre de 2010, Schiphol: { $gifts } regalos y un canal visto { $views } veces en un mes.
yardstick-note = Sus vistas son una cifra redonda publicada; sus costes y efectos nunca se publicaron.
unit-impressions = impresiones
unit-views = vistas
unit-reach = alcance
unit-engagements = interacciones
method-measured = medido
method-estimated = estimado
method-by-hand = a mano
method-sample = datos de muestra
metric-hand-overs = Entregas
metric-impressions = Impresiones
metric-on-time-percent = Entregados a tiempo
metric-answered-in-hour-percent = Quejas respondidas en una hora
metric-publication-consents = Consentimientos de publicación

# States
campaign-state-draft = Borrador
campaign-state-rehearsal = Ensayo
campaign-state-live = En marcha
campaign-state-paused = En pausa
campaign-state-cool-down = Enfriamiento
campaign-state-closed = Cerrada
match-state-suggested = Sugerido
match-state-confirmed = Confirmado
match-state-rejected = Rechazado
match-state-ambiguous = Ambiguo
match-state-expired = Caducado
match-state-withdrawn = Retirado
gift-state-draft = Borrador
gift-state-proposed = Propuesto
gift-state-approved = Aprobado
gift-state-picked-up = Recogido
gift-state-handed-over = Entregado
gift-state-declined = Rechazado
gift-state-missed = No encontrado
gift-state-withdrawn = Retirado
follow-up-state-draft = Borrador
follow-up-state-approved = Aprobado
follow-up-state-held = Retenido
follow-up-state-queued = En cola
follow-up-state-published = Publicado
follow-up-state-uncertain = Incierto
follow-up-state-failed = Fallido
follow-up-state-retracted = Retirado
flight-state-sch = A tiempo
flight-state-del = Retrasado
flight-state-gch = Cambio de puerta
flight-state-gto = Puerta abierta
flight-state-brd = Embarcando
flight-state-gcl = Cerrando puerta
flight-state-gtd = Puerta cerrada
flight-state-dep = Ha salido
flight-state-lnd = Aterrizado
flight-state-arr = Ha llegado
flight-state-cnx = Cancelado

# Names
network-bluesky = Bluesky
network-mastodon = Mastodon
network-x = X
network-instagram = Instagram
network-threads = Threads
network-facebook = Facebook
network-webhook = Webhook
language-en = Inglés
language-nl = Neerlandés
language-es = Español
language-de = Alemán
language-ja = Japonés
role-planner = Planificador
role-approver = Aprobador
role-gate = Personal de puerta
role-marketer = Marketing
role-care = Atención
role-privacy = Privacidad
role-admin = Administración
role-system = giftgate

# Problems
problem-title-not-found = Aquí no hay nada
problem-title-bad-request = Esta dirección no se entiende
problem-title-wrong-host = Este nombre no es nuestro
problem-title-not-allowed = Aquí solo se puede leer
problem-title-unavailable = No disponible ahora
problem-title-failed = Algo ha fallado
problem-words-not-found = La dirección puede ser antigua o estar mal escrita.
problem-words-bad-request = Vuelva atrás y use los enlaces de la página.
problem-words-wrong-host = Ponga en GIFTGATE_PUBLIC_URL la dirección que usa la gente e inténtelo de nuevo.
problem-words-not-allowed = Estas páginas muestran; no cambian nada.
problem-words-unavailable = Espere un momento y recargue la página.
problem-words-failed = Ha quedado anotado. Indique la referencia al pedir ayuda.
problem-reference = Referencia
problem-home = A las campañas
