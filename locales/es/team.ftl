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
lane-lands = aterriza
clock-from = de { $place }
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
cap-left = { $amount } sin usar
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
cap-day = Presupuesto del día { $what }
cap-station = Presupuesto de { $what }
caps-untouched = Regalos sin usar ({ $count })
cap-gifts = Número de regalos
cap-team-minutes = Minutos del equipo

# Candidates
filter-by-state = Filtrar por estado
filter-by-band = Filtrar por probabilidad
filter-all = Todos
filter-any-band = Cualquier probabilidad
band-sure = 99 % o más
band-likely = 80–99 %
band-possible = 50–80 %
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
evidence-route = Ruta
evidence-date = Fecha
evidence-language = Idioma
evidence-mention = Nos menciona
evidence-registered-handle = Cuenta que nos dio
evidence-place = Lugar
evidence-trip-role = De quién es el viaje
evidence-home-town = Lugar de residencia
evidence-family = Familia
evidence-calibration = Aprendido de decisiones
evidence-competition = Otros pasajeros
evidence-rival-authors = Otras cuentas
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
