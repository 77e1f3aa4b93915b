# Around every page
skip-to-main = Ir al contenido
nav-main = Principal
nav-campaigns = Campañas
nav-gate = Puerta
nav-campaign = Campaña
nav-languages = Idiomas
nav-pages = Páginas
foot-words = Una máquina propone. Las personas deciden.
times-title = Horas de esta página
times-station = en la estación
times-own = para usted
busy = En ello …
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

# Problems
problem-title-not-found = Aquí no hay nada
problem-title-bad-request = Esta dirección no se entiende
problem-title-wrong-host = Este nombre no es nuestro
problem-title-sign-in = Primero inicie sesión
problem-title-forbidden = Esto no es para su función
problem-title-foreign-form = El formulario no se ha aceptado
problem-title-conflict = Eso ya no es posible
problem-title-not-allowed = Aquí solo se puede leer
problem-title-unavailable = No disponible ahora
problem-title-failed = Algo ha fallado
problem-words-not-found = La dirección puede ser antigua o estar mal escrita.
problem-words-bad-request = Vuelva atrás y use los enlaces de la página.
problem-words-wrong-host = Ponga en GIFTGATE_PUBLIC_URL la dirección que usa la gente e inténtelo de nuevo.
problem-words-sign-in = Esta página es para personas con cuenta.
problem-words-forbidden = Si lo necesita para su trabajo, pida la función a quien administra las cuentas.
problem-words-foreign-form = No venía de una página nuestra, o la página era antigua. Recargue la página y envíelo otra vez.
problem-words-conflict = Otra persona lo cambió entretanto. Recargue la página.
problem-words-not-allowed = Estas páginas muestran; no cambian nada.
problem-words-unavailable = Espere un momento y recargue la página.
problem-words-failed = Ha quedado anotado. Indique la referencia al pedir ayuda.
problem-reference = Referencia
problem-home = A las campañas
problem-start = Al inicio
done-saved = Guardado.
problem-title-refused = Esto no se puede hacer
problem-words-wrong-state = Ya no está en el estado del que parte este paso. Recargue la página y vea cómo está.
problem-words-own-proposal = Usted mismo lo propuso. Otra persona tiene que aprobarlo.
problem-words-over-cap = A un límite de la campaña no le queda bastante para esto.
problem-words-content-changed = Se modificó después de que usted lo abriera. Léalo de nuevo antes de decidir.
problem-words-too-late = La puerta cierra antes de que el regalo pueda llegar.
problem-words-stopped = La campaña está detenida. No sale nada hasta que vuelva a estar activa.
problem-words-no-consent = El viajero no ha dado su consentimiento para esto.
problem-words-last-admin = Es el último administrador. Nombre antes a otra persona.
problem-words-embargoed = Tiene que esperar; la página dice hasta cuándo.
