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
gate-app-name = Regalos en puerta
gate-more = Esta estación
gate-paper = Lista en PDF
standing = Estoy en
standing-button = Mostrar
own-round = Ronda de
every-round = todos
walk = { $n } min a pie
walk-from-desk = { $n } min desde el mostrador
place-desk = Mostrador
place-plaza = Plaza
place-hall = Vestíbulo
place-lounge-1 = Sala 1
place-lounge-2 = Sala 2
place-lounge-3 = Sala 3

# Un regalo
gift-title = Regalo
gift-unnamed = Nombre no visible ahora
gift-at-desk = En el mostrador
gift-with = Con { $who }
gift-carried = En camino
gift-by = Por { $who }. (personal de puerta)
gift-overtaken = Otra persona se adelantó:
gift-nothing-overwritten = No se ha sobrescrito nada.
gift-undo = Deshacer
gift-back = De vuelta en el mostrador
gift-withdrawn = Retirado. Llévelo al mostrador, por favor.
gift-pick-up = Lo he recogido
gift-avoid = No mencione lo que la persona escribió, su familia, su salud ni su dinero, ni a otros pasajeros.
gift-given = Regalo entregado
gift-declined = Rechazado
gift-not-found = No encontrado
gift-not-found-button = Avisar: no encontrado
not-found-why = ¿Por qué?
not-found-no-show = No vino a la puerta
not-found-boarded = Ya está a bordo
not-found-other-person = Hay otra persona en ese asiento
not-found-no-time = No dio tiempo a llegar
check-title = ¿Es la persona correcta?
check-scan = Escanear la tarjeta de embarque
check-type = Escribir apellido y asiento
check-family = Apellido
check-seat = Asiento
check-button = Comprobar
check-right = Sí, es la persona correcta.
check-wrong = No, este regalo no es para esta persona. Dé las gracias y siga.
check-torn = No se puede leer el código. Acérquelo o escriba apellido y asiento.
check-unchecked = Sin conexión este teléfono no puede comparar aquí; pregunte el nombre y el asiento.
check-no-camera = No se puede usar la cámara. Escriba apellido y asiento.
consents-title = Pregunte, y marque solo un sí
consent-ask-photo = ¿Podemos hacerle una foto con el regalo? Solo se muestra con una publicación a la que usted diga que sí.
consent-ask-publication = ¿Podemos publicar un mensaje sobre ello después de su viaje?
consent-ask-handle = ¿Podemos nombrar su cuenta en ese mensaje?
consent-photo = Foto
consent-publication = Publicación
consent-handle = Nombrar la cuenta

# El teléfono
phone-unsent = Sin enviar: { $n }
phone-sent = Todo enviado.
phone-conflict = Conflicto: { $who } se adelantó, a las { $at }. No se ha sobrescrito nada.
phone-refused = No se pudo aceptar un aviso. Queda guardado para que lo vea el mostrador.
phone-seen = OK
phone-offline = Sin conexión. Esto es lo que sabía el teléfono a las { $at }.
phone-sign-out = El cierre de sesión espera a que todo esté enviado.
phone-sign-in = La sesión está cerrada. Inicie sesión de nuevo para enviar lo que espera en este teléfono.
shell-list = Entregas
shell-empty-title = No hay lista en este teléfono
shell-empty-words = Abra la lista de la puerta una vez con conexión; después queda aquí para cuando no la haya.
shell-kept = Guardado en este teléfono hasta que haya conexión.
shell-queued = espera para enviarse

# Rondas
rounds-title = Rondas y existencias
rounds-picture = Rondas del día
rounds-none = Hoy no hay rondas.
round-lane = { $name }: { $stops } paradas desde { $desk }
round-from = desde { $desk }
round-carries = lleva { $n } de { $most }
without-round = Ninguna ronda para { $n }
col-at = A las
custody-at-desk = En el mostrador
custody-carried = En camino
custody-handed = Entregados
custody-to-bring-back = Por devolver
custody-returned = Devueltos
strays-title = Por devolver
unsettled-title = Avisos por revisar
unsettled-words = Llegaron de teléfonos y no se pudieron aceptar. No se ha sobrescrito nada.
unsettled-conflict = otra persona se adelantó
unsettled-unknown-gift = aquí no hay tal regalo
unsettled-wrong-state = el regalo ya estaba en otro lugar
unsettled-stopped = la campaña estaba detenida
unsettled-undo-too-late = tarde para deshacer
unsettled-over-cap = un límite ya no tiene espacio
told-pick-up = Recogido
told-undo = Deshacer
told-given = Entregado
told-declined = Rechazado
told-not-found = No encontrado
stock-title = Control de existencias
stock-words = Cuente lo que hay en el mostrador. Una diferencia necesita un motivo.
stock-none = Hoy no hay regalos en esta estación.
stock-expected = Debería haber { $n }
stock-counted = Contados { $n } de { $of }
stock-count = Contados
stock-why = Motivo de la diferencia
stock-why-damaged = Dañado
stock-why-lost = Perdido
stock-why-found = Encontrado
stock-why-moved = En otro mostrador
stock-unexplained = El recuento no coincide con lo que debería haber. Indique el motivo.
stock-button = Guardar recuento

# Tarjetas
cards-title = Tarjetas de regalo
cards-words = Imprímalas en A6 y ponga una con cada regalo. Cada una está en el idioma del viajero y no nombra a nadie.
card-title = Una pequeña sorpresa para su viaje
card-who = Somos el equipo de su aerolínea en este aeropuerto.
card-read = Leímos un mensaje público sobre este viaje, o lo que usted compartió con nuestro programa, y lo comparamos con la reserva. Decidió una persona.
card-why = Queríamos hacer su viaje un poco más agradable. No le cuesta nada ni le obliga a nada.
card-object = ¿No lo desea? Escanee el código: paramos, borramos lo que guardamos y retiramos nuestros mensajes. Un toque, sin cuenta.
card-code = Código de esta tarjeta:
card-story = ¿Quiere un único correo cuando salga una historia sobre este regalo? Con el mismo código en
done-picked-up = Recogido.
done-given = Entregado.
done-declined = Anotado: rechazado.
done-not-found = Anotado: no encontrado.
done-objection-logged = La oposición está anotada y cuenta desde este momento.
done-taken-back = Deshecho. El regalo vuelve a estar en sus manos.
done-brought-back = Anotado: de vuelta en el mostrador.
done-counted = Recuento guardado.
problem-words-not-now = Un regalo se recoge y se entrega desde seis horas antes de su vuelo hasta dos horas después.
problem-words-undo-too-late = Una entrega se puede deshacer durante 30 segundos, por la persona que la anotó.

# Flights that move
walk-estimates = Los tiempos a pie son estimaciones.
gate-off-map = puerta fuera del plano
name-said = suena más o menos así:
nextstop-title = Ha cambiado la próxima parada
nextstop-none = nada más que hacer por ahora
nextstop-now = { $name }: la próxima parada es ahora { $gate } (antes: { $before }).
nextstop-nothing = { $name }: nada más que hacer por ahora.
phone-ask = Avisarme con la pantalla bloqueada
phone-lock = Hay cambios. Abra la lista.
phone-newer = Hay una versión más reciente. Recargue cuando no quede nada por enviar.
photo-title = Foto
photo-words = Han aceptado una foto. Se eliminan de ella el lugar, la hora y el teléfono.
photo-take = Hacer una foto
photo-kept = La foto está guardada.
photo-waits = Foto sin enviar
photo-refused = No se ha podido guardar una foto. No queda nada de ella en el teléfono.
offers-title = Nos ofrecen
offers-words = No se pudieron entregar donde salió el vuelo. Acéptelos si aquí hay el mismo regalo.
offer-from = de { $station }
offer-accept = Lo aceptamos
offer-refuse = No
done-offer-accepted = Aceptado. Ya está en la lista.
done-offer-refused = Rechazado. Su dinero vuelve a estar libre.
offered-gifts =
    { $n ->
        [one] nos ofrecen { $n }
       *[other] nos ofrecen { $n }
    }
offers-later = Responda aquí en cuanto haya conexión.

# The list on paper
gate-paper-time = Hora
gate-paper-window = Ventana
gate-paper-walk = A pie
gate-paper-first-name = Nombre
gate-paper-where = Dónde, quién
gate-paper-in = En
gate-paper-greeting = Saludo
gate-paper-no-window = hora desconocida
gate-paper-page = Página { $page } de { $count }
gate-paper-foot = Compruebe la tarjeta de embarque. Horas locales. Sin un sí, ni foto ni publicación.
gate-paper-missing = ◊ sustituye letras que este papel no puede mostrar; están en la lista de la pantalla.
