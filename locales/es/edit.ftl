done-campaign-saved = Guardado. El plan vigente sigue igual hasta que vuelva a planificar.
done-live = La campaña está en marcha. Sus metas quedan fijadas.
problem-words-no-basis = Esta campaña aún no puede empezar: su base no está firmada para el archivo tal como está, o sus días han pasado.
tab-edit = Campaña

# El editor
edit-title = Editar la campaña
edit-words = El formulario escribe el archivo de la campaña. No se guarda nada antes de que haya visto qué cambia.
edit-check = Ver qué cambia
edit-check-words = Todavía no se guarda nada.
edit-check-file = Revisar este archivo
edit-file = El archivo entero
edit-file-words = Aquí está también lo que el formulario no muestra: mensajeros, nombres en otros idiomas, cuotas. Los comentarios se conservan.
edit-line = Línea { $n }
edit-optional = puede quedar vacío
edit-new-gift = Un regalo nuevo
edit-remove = Dejar de regalarlo
edit-tier = Tramo { $n }
edit-faults =
    { $n ->
        [one] { $n } cosa no es correcta
       *[other] { $n } cosas no son correctas
    }
edit-stale-title = Alguien ha guardado otro cambio
edit-stale-words = Lo que ve parte de un archivo anterior. Empiece de nuevo con el archivo actual y copie de abajo lo que necesite.
edit-again = Empezar con el archivo actual
edit-told = Qué hace este cambio
edit-no-change = Nada: el archivo queda como está.
edit-people-more =
    { $n ->
        [one] { $n } persona más recibe un regalo
       *[other] { $n } personas más reciben un regalo
    }
edit-people-less =
    { $n ->
        [one] { $n } persona menos recibe un regalo
       *[other] { $n } personas menos reciben un regalo
    }
edit-people-same = Reciben un regalo las mismas personas
edit-cost-more = { $amount } más
edit-cost-less = { $amount } menos
edit-cost-same = con el mismo coste
edit-effect-words = si vuelve a planificar con las personas confirmadas ahora
edit-nothing = nada
edit-plan-differs = El plan antes y después
edit-save = Guardar el archivo
edit-discard = Descartar
edit-rehearse = Ensayar en días pasados

edit-group-frame = La campaña
edit-group-caps = Lo que puede gastar
edit-group-gifts = Regalos
edit-group-targets = Metas
edit-group-stations = Aeropuertos
edit-group-rules = Reglas
edit-group-listening = Escucha
edit-group-delivery = Entrega
edit-group-approval = Aprobación
edit-group-follow-up = Publicaciones posteriores
edit-name = Nombre
edit-goal = Objetivo
edit-owner = Quién responde de ella
edit-tone = Tono de los textos
edit-pillar = Para qué es
edit-languages = Idiomas en que atiende
edit-starts-on = Primer día
edit-ends-on = Último día
edit-hold-out-percent = Grupo de control, por ciento
edit-cool-down-days = Días sin segundo regalo
edit-engagement-by = La tasa de interacción se divide por
edit-caps-campaign = Toda la campaña
edit-caps-day = Cada día
edit-caps-gift = Cada regalo, con impuestos
edit-caps-person = Cada persona
edit-caps-network-calls = Llamadas de pago a redes (X)
edit-caps-gifts = Número de regalos
edit-caps-team-minutes = Minutos de personal
edit-rules-max-facts = Datos de publicaciones tras un regalo (como mucho 2)
edit-rules-max-fact-age-days = Dato más antiguo, días (como mucho 14)
edit-rules-exclude-destinations = Destinos que no reciben nada
edit-rules-skip-open-complaint = Dejar a quien tiene una queja abierta al equipo de atención
edit-rules-only-may-leave = Solo para viajeros con nivel que se quejaron tras un vuelo
edit-rules-elite-percent-max = Regalos a niveles élite como mucho, por ciento
edit-listening-mode = A quién puede escuchar
edit-listening-networks = Redes que lee
edit-listening-mentions = Nuestras cuentas
edit-delivery-service-minutes = Minutos por entrega
edit-delivery-before-closure-minutes = Terminada tantos minutos antes de cerrar la puerta
edit-delivery-couriers = Mensajeros
edit-targets = Meta
edit-targets-value = Por alcanzar
edit-stations = Aeropuerto
edit-stations-budget = Su parte del dinero
edit-gifts = Regalo
edit-gifts-slug = Nombre en archivos
edit-gifts-name-en = Nombre en inglés
edit-gifts-use-on = Dónde sirve
edit-gifts-cost = Precio sin impuestos
edit-gifts-tax = Impuestos
edit-gifts-stock = Unidades
edit-gifts-benefit = Ilusión, de 0 a 100
edit-gifts-effort-minutes = Minutos de personal por unidad
edit-gifts-lead-minutes = Minutos hasta tenerlo en el mostrador
edit-approval = Tramo de aprobación
edit-approval-up-to = Hasta
edit-approval-approvers = Personas que aprueban
edit-follow-up-hours-after-arrival = Horas tras la llegada (al menos 3)
edit-follow-up-when = Cuándo, como regla sobre el aterrizaje: «landing + 5 h» o «next day 10:00» (hora del aeropuerto)
edit-follow-up-link = Adónde lleva su enlace (https://…)
edit-follow-up-link-tags = Indicar a esa página la red y la campaña
edit-follow-up-networks = Redes en que publica
edit-follow-up-templates = Texto
pillar-service = Servicio: ayudar y reparar
pillar-brand = Marca: dar que hablar
pillar-commerce = Comercio: vender
edit-mode-opt-in = Solo viajeros que se unieron con su cuenta
edit-mode-mention = También quien se dirige a nosotros
edit-mode-open-search = También quien publica en abierto, con una evaluación firmada
use-on-flight = en el aeropuerto o a bordo
use-on-trip = en el destino
use-on-home = de vuelta en casa

# Qué no es correcto
fault-syntax = Esta línea no se puede leer.
fault-missing-key = Esto falta.
fault-unknown-key = Esta clave no se conoce.
fault-unknown-word = Esta palabra no se conoce aquí.
fault-wrong-type = Aquí va algo de otro tipo.
fault-out-of-range = Este número es demasiado pequeño o grande.
fault-bad-date = Esto no es un día.
fault-bad-time = Esto no es una hora.
fault-bad-money = Esto no es un importe.
fault-bad-slug = Este nombre no sirve en archivos y direcciones.
fault-empty-text = Aquí no hay nada escrito.
fault-text-too-long = Es demasiado largo.
fault-twice = Está dos veces.
fault-days-reversed = El último día es anterior al primero.
fault-too-long-campaign = La campaña dura demasiado.
fault-no-language = No se indica ningún idioma.
fault-no-network = No se indica ninguna red.
fault-no-target = No hay ninguna meta.
fault-target-over-cap = La meta supera el número de regalos permitido.
fault-mixed-currency = Está en otra moneda.
fault-amount-too-small = Este importe es demasiado pequeño.
fault-amount-too-large = Este importe es demasiado grande.
fault-cap-of-zero = No se permitiría ningún regalo.
fault-cap-below-cheapest = Es menos de lo que cuesta el regalo más barato.
fault-cap-without-effect = Es más de lo que tiene toda la campaña.
fault-gift-over-cap = Este regalo cuesta más de lo permitido por regalo.
fault-budgets-over-cap = Los aeropuertos tienen más que la campaña.
fault-tiers-not-rising = Los tramos tienen que subir.
fault-tiers-too-low = Ningún tramo cubre el regalo más caro.
fault-x-needs-opt-in = X solo puede leerse de quien se unió por su cuenta.
fault-no-mentions = No se indica ninguna cuenta nuestra.
fault-no-assessment = La búsqueda abierta necesita una evaluación firmada.
fault-assessment-expired = La evaluación no cubre estos días.
fault-window-too-short = El tiempo para una entrega es demasiado corto.
fault-no-courier = Nadie lleva regalos en este aeropuerto.
fault-template-variable = El texto usa algo que no existe.
fault-no-template = Un idioma no tiene texto.
fault-no-english-name = Falta el nombre en inglés.
fault-unknown-tag = Las publicaciones nunca se leen así.
fault-fixed = Esto ya no puede cambiar.
fault-targets-locked = Las metas quedaron fijadas al empezar la campaña.
fault-wider-basis = Una campaña en marcha no puede escuchar a más gente.
fault-below-promised = Ya hay más prometido o gastado.
fault-gift-in-use = Este regalo está prometido o ya se entregó.
fault-courier-in-use = Este mensajero aún tiene regalos que llevar.
fault-alcohol-for-minors = El alcohol necesita una edad mínima.
fault-bad-handle = Esto no es un nombre de cuenta.
fault-bad-place = Esto no es ni país ni aeropuerto.
fault-bad-station = Esto no es un código de aeropuerto.
fault-empty-shift = El turno no tiene duración.
fault-language-not-served = La campaña no atiende este idioma.
fault-minimum-over-cap = Los mínimos piden más regalos de los permitidos.
fault-no-gift = No hay nada que regalar.
fault-no-hand-over = Aquí no se entrega nada.
fault-no-station = No se indica ningún aeropuerto.
fault-no-tier = Nadie podría aprobar un regalo.
fault-template-too-long = El texto es demasiado largo para la red.
fault-too-many-gifts = Son más regalos de los que una persona puede juzgar.
fault-unknown-content = No es una palabra habitual para el contenido.
fault-unknown-station = Este aeropuerto no se conoce aquí.

# Empezar
ready-title = Antes de empezar
ready-file = El archivo es válido
ready-yes = sí
ready-basis = Base, firmada por una persona de privacidad
ready-basis-signed = firmada para este archivo
ready-basis-missing = sin firmar
ready-basis-changed = el archivo se editó después de la firma
ready-basis-ended = demasiado antigua o retirada
ready-days = Días de la campaña
ready-over = han pasado
ready-go = Poner en marcha
ready-not = Podrá empezar en cuanto una persona de privacidad firme su base en la mesa de privacidad.

# Ensayo en días pasados
rehearsal-title = Ensayada en días pasados
rehearsal-words = Lo que esta campaña habría regalado en días cuyas publicaciones y reservas aún se guardan aquí. No se contacta a nadie.
rehearsal-none-title = Aquí no se guarda ningún día pasado
rehearsal-none-words = Las publicaciones y reservas se borran poco después del vuelo. Ensaye con archivos:
rehearsal-days = Día a día
rehearsal-day = Día
rehearsal-held-by = guardado por
rehearsal-people = Personas halladas
rehearsal-held-out = { $n } en el grupo de control
rehearsal-precision = Coincidencias correctas
rehearsal-decided = { $right } de { $all } decididas
rehearsal-undecided = nadie decidió
rehearsal-note = Cada día cuenta como si fuera el único. Coincidencias correctas: cuántas de las propuestas seguras confirmaron las personas.
rehearsal-back = Volver al cambio
edit-group-care = Atención: respuestas para empezar
edit-care-answers-text = Texto
edit-care-answers = Respuesta para empezar
fault-network-needs-picture = Esta red no acepta publicaciones sin una foto pública.
fault-too-many = Hay demasiadas.
