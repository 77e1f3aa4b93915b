# Measure: the parts of a report and the pages around it
growth-by-network = por red
picture-break = definición { $version } desde aquí
picture-budget = En qué se gastó el dinero
picture-forest = Diferencias por campaña
picture-heat = Entregas por puerta y hora
picture-map = Adónde volaron los regalos
picture-calibration = Previsto frente a confirmado
calibration-words = De las coincidencias con esta probabilidad, las personas confirmaron esta parte.
calibration-stated = Probabilidad indicada
calibration-confirmed = Confirmadas
forest-pooled = Todas las campañas juntas
pooled-words = { $n } campañas, efectos aleatorios (DerSimonian–Laird, intervalo de Hartung–Knapp); { $share } de la dispersión está entre campañas.
cost-gifts = Regalos
cost-tax = Impuestos
cost-wrapping = Envoltorio
cost-staff = Tiempo del personal
cost-credits = Créditos de redes
cost-calls-title = Llamadas a redes que cuestan
call-read = publicaciones leídas
call-own-read = publicaciones propias leídas
call-user = cuentas leídas
call-create = publicaciones escritas
call-create-with-link = publicaciones con enlace escritas
call-delete = publicaciones retiradas
cost-total = Coste total
cost-full-title = En qué se gastó el dinero
cost-unknown = desconocido, no incluido
days-title = Lo que sumó cada día
col-day = Día
col-added = Sumado
col-definition = Definición
col-hour = Hora
col-destination = Destino
col-post = Publicación
col-difference = Diferencia
col-interval = Intervalo
col-age = Antigüedad
col-until = Hasta
col-how = Cómo
col-column = Columna
col-holds = Contiene
col-example = Primera fila
col-theme = Tema
col-now = Últimas 24 horas
col-before = Cuatro semanas antes
col-keyness = Evidencia (G²)
endings-title = Cómo terminaron las entregas
ending-given = Entregados
ending-declined = Rechazados
ending-not-found = No encontrados
ending-in-window = Dentro del plazo
ending-publication = Aceptan una publicación
ending-photo = Aceptan una foto
ending-reuse = Aceptan la reutilización
fair-title = Quién recibió regalos
fair-words = Regalos entregados, de viajeros con coincidencia confirmada que siguen registrados.
fair-given-of = Entregados / confirmados
fair-by-language = Por idioma de la publicación
fair-by-cabin = Por cabina
fair-by-route = Por ruta
fair-by-followers = Por seguidores
fair-unknown = desconocido
fair-first = Primera
fair-business = Business
fair-premium = Turista premium
fair-economy = Turista
fair-under-100 = menos de 100
fair-under-1000 = menos de 1.000
fair-under-10000 = menos de 10.000
fair-from-10000 = 10.000 o más
top-title = Publicaciones más vistas
gain-title = Lo que valió
returns-title = Retorno
returns-words = retorno de la inversión, sobre margen; entre { $low } y { $high }
returns-extra = { $n } viajeros más volvieron a reservar de lo que sugiere el grupo de control; { $even } pagan la campaña.
earned-words = Valor de medios ganados: { $money }, según un precio de anuncios. No forma parte de ningún retorno.
proof-shows = Con { $n } regalos y { $held } % de control se vería una subida de { $size } o más, si { $base } reserva de todos modos.
proof-nothing = Con { $n } regalos y { $held } % de control no se vería ninguna subida.
proof-needed = Planifique { $n } para cinco puntos.
targets-locked = Fijados al iniciar la campaña:
targets-edits = Cambios posteriores
targets-met = Objetivos cumplidos
target-why = Por qué cambia
target-button = Cambiar el objetivo
retired-title = Cifras que ya no se ofrecen
retired-since = no disponible desde
retired-since-label = No disponible desde (vacío: disponible de nuevo)
retired-words = Cuando una red deja de dar una cifra, el informe lo dice; nunca muestra 0.
note-fell = bajó de { $from } a { $to }; cuenta la más reciente
note-repeated = llegó { $n } veces; cuenta una
note-contradicted = { $low } y { $high } para el mismo instante; cuenta la menor
note-redefined = la definición cambió de { $from } a { $to }
note-coverage = se indicó una cobertura de { $n } %; se toma como 100 %
rates-title = Tasas de interacción
rates-by = Dividido por
schedule-words = Lecturas pendientes: { $due }, de ellas a mano: { $hand }. Perdidas: { $missed }.
report-more = Más
back-to-report = Volver al informe
close-title = Cerrar la campaña
close-words = Una campaña se cierra con su informe: las cifras actuales se guardan con su huella.
close-button = Cerrar con este informe
closed-words = Cerrada con este informe por: { $role },
readings-title = Lecturas
due-title = Por leer ahora
due-words = Las cifras se leen 1 hora, 24 horas, 72 horas, 7 días y 28 días después de publicar, y se guardan antes de que las redes las olviden.
read-by-program = leída por giftgate
upload-title = Importar la exportación de una plataforma
upload-words = CSV de X analytics o Meta Business Suite, o cualquier tabla. Primero verá lo que aporta.
upload-file = Archivo CSV
upload-button = Ver
upload-fault = No es una tabla en UTF-8. Expórtela como CSV e inténtelo de nuevo.
files-title = Archivos importados
columns-title = Qué es cada columna
columns-words = Compruébelo y cambie lo que no sea correcto. Una columna sin contenido no se importa.
export-x-analytics = X analytics
export-meta-business-suite = Meta Business Suite
export-other-table = Una tabla desconocida
column-nothing = nada
column-post = dirección de la publicación
column-read-at = momento de la lectura
column-impressions = impresiones
column-views = visualizaciones
column-reach = alcance
column-engagements = interacciones
preview-line = línea { $n },
preview-left-out = { $n } filas superan el límite de un archivo y no se leyeron.
preview-take = Importar estas lecturas
preview-look = Ver de nuevo
preview-drop = Descartar el archivo
preview-taken = Este archivo ya se importó.
flaw-missing = no hay nada
flaw-bad-form = no es un número entero inequívoco
flaw-bad-instant = no es un instante con zona
flaw-bad-quotes = hay comillas sin cerrar
flaw-out-of-range = mayor que cualquier cifra posible
flaw-too-long = demasiado largo
flaw-wrong-column-count = fila incompleta o con celdas de más
flaw-unknown-post = no es una publicación de esta campaña
flaw-repeated = ya aparece antes en el archivo
settings-title = Costes, objetivos, enlaces
settings-costs = Lo que el informe debe saber
settings-costs-words = En { $currency }. Lo que queda vacío es desconocido y no suma.
setting-margin = Margen de un viajero que vuelve a reservar
setting-staff = Una hora de personal
setting-wrapping = Envoltorio de un regalo
setting-credits = Créditos de redes además de lo contado aquí
setting-base = Viajeros que reservan de todos modos, %
setting-earned = Precio de mil impresiones publicitarias (vacío: no)
save-button = Guardar
links-title = Enlaces para otros
links-words = Quien tenga el enlace puede leer hasta que caduque. Se omiten grupos de menos de diez personas.
link-fresh = Cópielo ahora; se muestra una vez:
link-until = hasta
link-revoke = Terminar
link-what = Qué muestra
link-days = Días
share-button = Crear enlace
share-report = Informe
share-calendar = Calendario (iCal)
shared-words = Informe compartido por enlace. Se omiten grupos de menos de { $n } personas.
compare-title = Comparar campañas
compare-beside = Una junto a otra
compare-words = Cada campaña en su moneda; nada se suma.
insight-title = De qué habla la gente
themes-title = Temas
themes-words = { $n } publicaciones sobre la aerolínea en las últimas 24 horas, { $before } en las cuatro semanas previas.
themes-empty = Nada aún. Los temas aparecen cuando llegan publicaciones sobre la aerolínea.
themes-note = En alza: razón de verosimilitud de 15,13 o más (p < 0,0001) en diez publicaciones o más. Se cuentan etiquetas, nunca palabras.
theme-rising = en alza
theme-usual = como siempre
theme-complaint = Quejas
theme-complaint-lost-luggage = Quejas: equipaje
theme-complaint-delay = Quejas: retraso
theme-complaint-cancellation = Quejas: cancelación
theme-complaint-service = Quejas: servicio
theme-complaint-refund = Quejas: reembolso
theme-complaint-boarding = Quejas: facturación y embarque
theme-complaint-other = Quejas: otras
theme-station = Aeropuerto { $what }
alarm-title = Alarma de quejas
alarm-words = Repetida sobre las últimas { $hours } horas en orden aleatorio, salta { $rate } veces al mes sin causa.
alarm-unknown = Aún se sabe muy poco para decir con qué frecuencia saltaría sin causa.
spike-words = { $n } quejas en una hora; lo habitual es { $usual }:
taken-up-title = En marcha
idea-task = Tarea
idea-campaign = Idea de campaña
idea-becomes = Se convierte en
idea-note = Qué hacer
idea-done = Hecho
case-title = Caso de éxito
case-story = Historia
case-words = Al guardar se toman las cifras actuales. Lo público se retira al editarlo, hasta publicarlo de nuevo.
case-heading = Título
case-address = Nombre en la dirección (a–z, 0–9, -)
case-save = Guardar como borrador
case-publish = Publicar
case-withdraw = Retirar
case-quotes = Lo que dijeron los viajeros
case-quotes-words = Solo de viajeros que aceptaron la reutilización. La cita desaparece si se retira el consentimiento.
case-drop-quote = Quitar
case-said = Lo que dijeron
case-may-name = puede nombrarse
case-name-them = Nombrarlos, si lo aceptaron
case-nobody = Nadie ha aceptado aún la reutilización.
case-state-draft = Borrador
case-state-published = Publicado
case-state-withdrawn = Retirado
case-fault-title = Escriba un título de hasta 120 caracteres.
case-fault-story = Escriba una historia de hasta 20.000 caracteres.
case-fault-slug = De 3 a 60 de a–z, 0–9 y -; no puede tenerlo otro caso.
case-draft-given = Se entregaron { $n } regalos en la puerta, hallados en { $posts } publicaciones, por { $money } en total.
case-draft-effect = Los viajeros que podían recibir un regalo reservaron { $size } más que el grupo de control al azar (entre { $low } y { $high }).
case-draft-no-effect = Con este tamaño no puede decirse si los viajeros reservaron de nuevo por ello.
done-readings = Las lecturas se importaron.
done-dropped = El archivo se descartó.
done-closed = La campaña se cerró con este informe.
problem-words-no-reason = Dígalo con palabras, 400 caracteres como máximo.
cost-failed-words =
    { $n ->
        [one] { $n } regalo no llegó a nadie y volvió al mostrador; tiempo y envoltorio: { $money }.
       *[other] { $n } regalos no llegaron a nadie y volvieron al mostrador; tiempo y envoltorio: { $money }.
    }
notes-title =
    { $n ->
        [one] { $n } cifra por revisar
       *[other] { $n } cifras por revisar
    }
silent-words =
    { $n ->
        [one] { $n } día sin publicar con la campaña activa.
       *[other] { $n } días sin publicar con la campaña activa.
    }
age-hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
files-readings =
    { $n ->
        [one] { $n } lectura
       *[other] { $n } lecturas
    }
preview-would =
    { $n ->
        [one] Aportaría { $n } lectura
       *[other] Aportaría { $n } lecturas
    }
preview-faults =
    { $n ->
        [one] { $n } cosa no puede importarse
       *[other] { $n } cosas no pueden importarse
    }
themes-hidden =
    { $n ->
        [one] { $n } tema con menos de diez publicaciones no se muestra.
       *[other] { $n } temas con menos de diez publicaciones no se muestran.
    }
small-groups =
    { $n ->
        [one] Se omite { $n } línea sobre menos de diez personas en las tablas siguientes.
       *[other] Se omiten { $n } líneas sobre menos de diez personas en las tablas siguientes.
    }
idea-start = Empezar la campaña
rates-locked = fijado al activarla
rates-not-given = la red no da esta cifra
