# Publicaciones en camino, la bandeja de salida, la página de una tarjeta
post-look = Cómo se verá
post-look-title = Cómo se verá
post-look-words = El mismo texto en cada red de la campaña. Las partes de color se pueden seguir allí.
post-look-own = se publica aquí
post-look-no-links = Allí las direcciones no se pueden seguir.
post-disrupted = Su vuelo no sale. Mientras sea así, no se cuenta nada de él.
post-clicks =
    { $n ->
        [one] Su enlace se siguió una vez
       *[other] Su enlace se siguió { $n } veces
    }
text-fault-mention = Nombra una cuenta. El nombre de un viajero necesita un consentimiento propio; solo las cuentas de ustedes son libres.
posts-on-hold = Ahora no sale nada: antes un administrador debe mirar la bandeja de salida.
posts-kept = Las publicaciones de esta campaña están retenidas
posts-kept-spike =
    { $n ->
        [one] Una queja en una hora las detuvo,
       *[other] { $n } quejas en una hora las detuvieron,
    }
posts-kept-overdue =
    { $n ->
        [one] Una queja bajo nuestras publicaciones espera más allá de su plazo.
       *[other] { $n } quejas bajo nuestras publicaciones esperan más allá de su plazo.
    }
posts-kept-said =
    { $n ->
        [0] Dos personas que aprueban pueden dejarlas seguir. Nadie lo ha dicho todavía.
        [one] Dos personas que aprueban pueden dejarlas seguir. Una lo ha dicho.
       *[other] { $n } personas lo han dicho.
    }
posts-kept-release = Pueden seguir
done-posts-said = Anotado. Las publicaciones siguen cuando dos personas lo hayan dicho.
care-clocks = Los relojes empiezan al abrirse un caso y nunca se paran: ni de noche, ni mientras el autor no contesta, ni mientras la campaña está detenida.

outbox-title = Bandeja de salida
outbox-held = No sale nada
outbox-restored =
    { $n ->
        [0] La base de datos no es la que envió algo por última vez. Advertido:
        [one] La base de datos es anterior a lo que salió; falta una entrada del registro. Advertido:
       *[other] La base de datos es anterior a lo que salió; faltan al menos { $n } entradas del registro. Advertido:
    }
outbox-by-hand = Alguien lo retuvo todo:
outbox-reconcile = Una publicación o un correo que aquí espera pudo salir antes de restaurar la copia. Mire primero sus cuentas en las redes. Retire aquí lo que allí ya está y deje salir el resto. Lo que retira publicaciones sigue siempre.
outbox-release = He mirado. Dejar salir todo
outbox-waits = Lo que espera
outbox-queued = Publicaciones, nunca intentadas
outbox-begun = Publicaciones, intentadas y sin resolver
outbox-uncertain = Publicaciones que quizá ya están
outbox-answers = Respuestas de atención
outbox-mails = Correos
outbox-hold = Retenerlo todo
outbox-hold-words = Publicaciones, respuestas y correos esperan hasta que alguien los deje salir. Las publicaciones aún se pueden retirar.
done-outbox-held = Desde ahora no sale nada.
done-outbox-released = Todo vuelve a salir.
listeners-title = Fuentes escuchadas
listeners-words = Cada una lo intenta de nuevo por sí sola, tras pausas de un minuto como mucho. Las demás siguen.
listeners-since = averiada desde
listeners-heard = oída por última vez
listeners-away = averiada
gaps-title = Lagunas de los últimos 7 días
gaps-words = En estas horas el flujo no estaba; las publicaciones de entonces no llegaron. Impórtelas desde un archivo si puede conseguirlo.
listeners-broken = { $n } averiadas
expiry-of = Secreto para { $name }
expiry-left =
    { $n ->
        [0] acaba hoy o ha acabado
        [one] queda un día
       *[other] quedan { $n } días
    }

card-page-title = La sorpresa que recibió
card-page-words = Recibió un pequeño regalo de su aerolínea. Leímos un mensaje público sobre su viaje, o lo que usted compartió con nuestro programa, y decidió una persona. No le cuesta nada.
card-page-withdraw = Retirar nuestras publicaciones
card-page-withdraw-words = Si publicamos algo sobre su regalo, desaparece de todas las redes, por lo general en un minuto. No se publica nada nuevo. No necesita cuenta ni tiene que dar motivos.
card-page-button = Retiren sus publicaciones
card-page-done = Hecho
card-page-done-words =
    { $n ->
        [0] No hay nada publicado sobre su regalo, ni lo habrá.
        [one] Una publicación se retira ahora. No se publicará nada nuevo.
       *[other] { $n } publicaciones se retiran ahora. No se publicará nada nuevo.
    }
card-page-receipt = Justificante
card-page-at = Hora
card-page-more = También podemos borrarlo todo y no contactarle nunca más:
card-page-object = Oponerse aquí
card-page-dead = No conocemos esta tarjeta
card-page-dead-words = El enlace no está completo. Escanee otra vez el código de su tarjeta u opóngase aquí.

mail-spike-subject = { $campaign }: publicaciones detenidas por quejas
mail-spike-words =
    { $n ->
        [one] Llegó una queja en una hora, a las { $at }. No sale ninguna publicación más de la campaña.
       *[other] Llegaron { $n } quejas en una hora, la última a las { $at }. No sale ninguna publicación más de la campaña.
    }
mail-spike-next = Mire primero las quejas. Dos personas que aprueban pueden dejar seguir las publicaciones.
mail-spike-button = Ver las publicaciones
mail-expiry-subject =
    { $n ->
        [0] El secreto para { $name } acaba hoy o ha acabado
        [one] El secreto para { $name } acaba en un día
       *[other] El secreto para { $name } acaba en { $n } días
    }
mail-expiry-words = El secreto para { $name } acaba el { $day }. Consiga uno nuevo, póngalo en su sitio y cambie el día en la configuración (token_expiry). Sin él no sale nada por allí.
mail-expiry-button = Abrir el estado de la instalación
mail-kind-spike = Publicaciones detenidas por quejas
mail-kind-expiry = Un secreto acaba

# The photo of a post
post-photo-title = Foto de la entrega
post-photo-words = Sale con la publicación cuando otra persona haya aprobado ambas, y solo mientras el viajero esté de acuerdo.
post-photo-describe = Qué se ve
post-photo-describe-words = Una o dos frases en el idioma de la publicación, para quien no puede ver la foto. No nombre a nadie más.
post-photo-send = Enviarla con la publicación
post-photo-off = Quitar la foto
post-photo-add = Añadir la foto
post-photo-change = Cambiar la foto
post-photo-with = Con una foto:
post-as-reply = Sale como respuesta a la publicación del propio viajero.
post-as-quote = Sale citando la publicación del propio viajero.
post-photo-gone = La foto ya no está, o el viajero retiró su permiso. La publicación espera hasta que se quite la foto.
post-photo-none = No hay ninguna foto que se pueda mostrar: no se hizo, el viajero no aceptó que se mostrara o esta red no admite fotos.
post-photo-unsaid = Foto de la entrega, aún sin describir
post-photo-not-here = Las publicaciones salen de una en una; esta foto pertenece a la publicación de su propia red.
done-photo-changed = La foto ha cambiado. Ahora otra persona decide sobre la publicación.
photo-fault-no-description = Escriba qué se ve.
photo-fault-long-description = Es demasiado largo para esta red.
photo-fault-form = La foto no se puede leer.
photo-fault-too-large = La foto es demasiado grande para esta red.
photo-fault-not-there = Esta red no admite fotos de este modo.
