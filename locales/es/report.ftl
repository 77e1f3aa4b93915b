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
yardstick-words = Noviembre de 2010, Schiphol: { $gifts } regalos y un canal visto { $views } veces en un mes, { $each } por regalo.
yardstick-note = Sus vistas son una cifra redonda publicada; sus costes y efectos nunca se publicaron.
yardstick-each = por regalo
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
report-files = Descargas
paper-missing = letras que esta fuente no tiene
effect-booked = Volvieron a reservar en { $days } días
col-group = Grupo
col-travellers = Viajeros
col-booked-again = Reservaron de nuevo
effect-offered = Podían recibir un regalo
effect-held-out = Apartados por sorteo
