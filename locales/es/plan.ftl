# Approvals
tab-approvals = Aprobaciones
approvals-waiting =
    { $n ->
        [one] { $n } regalo espera un sí.
       *[other] { $n } regalos esperan un sí.
    }
approvals-urgent =
    { $n ->
        [one] A { $n } de ellos le quedan como mucho 90 minutos.
       *[other] A { $n } de ellos les quedan como mucho 90 minutos.
    }
approvals-without-window =
    { $n ->
        [one] { $n } ya no se puede entregar y no figura en la lista.
       *[other] { $n } ya no se pueden entregar y no figuran en la lista.
    }
approvals-status-only = Usted ve cómo están las cosas. Deciden quienes aprueban.
approvals-empty-title = Nada espera aprobación
approvals-empty-words = Los regalos aparecen aquí en cuanto alguien de planificación los propone, y los mensajes en cuanto hay un borrador.
approvals-posts =
    { $n ->
        [one] { $n } mensaje espera
       *[other] { $n } mensajes esperan
    }
approvals-all-posts = Todos los mensajes que esperan
approvals-of = { $have } de { $needed } aprobaciones
approval-until = hasta
approval-sure = Vínculo
approval-over = El tiempo para esta entrega ha terminado. Se retira por sí solo.
approval-own = Lo propuso usted. Tiene que decidir otra persona.
approval-said-yes = Usted dijo que sí. Hace falta otra persona.
mark-over = demasiado tarde
approve = Aprobar
approve-post = Aprobar mensaje
turn-down = Rechazar
turn-down-why = ¿Por qué?
turn-down-wrong-person = Puede ser otra persona
turn-down-not-tactful = Falta de tacto
turn-down-too-late = Demasiado tarde para llevarlo
turn-down-wrong-gift = Regalo equivocado
turn-down-too-dear = Demasiado caro
turn-down-words-wrong-person = Este viajero no recibe nada.
turn-down-words-not-tactful = Este viajero no recibe nada.
turn-down-words-too-late = Este viajero no recibe nada.
turn-down-words-wrong-gift = Vuelve a planificación.
turn-down-words-too-dear = Vuelve a planificación.
turned-down-before = Rechazado antes:
back = Volver
together-link = Aprobar juntos { $n } × { $gift }
together-title = Aprobar juntos
together-words = Se aprueban exactamente estos, o ninguno. Solo pueden ir juntos regalos pequeños de un tipo, por un motivo y con un vínculo muy seguro: como máximo 20.
together-count =
    { $n ->
        [one] { $n } regalo
       *[other] { $n } regalos
    }
together-approve =
    { $n ->
        [one] Aprobar este
       *[other] Aprobar estos { $n }
    }
together-empty-title = Nada que aprobar juntos
together-empty-words = No hay dos regalos pequeños de un tipo por un mismo motivo, o alguien fue más rápido.
alert-approvals =
    { $n ->
        [one] { $n } regalo aún espera aprobación
       *[other] { $n } regalos aún esperan aprobación
    }
alert-approvals-left = quedan como mucho { $minutes } minutos
done-approved = Aprobado.
done-approved-part = Su sí queda anotado. Otra persona tiene que aprobarlo también.
done-approved-together = Aprobados juntos.
done-turned-down = Rechazado.
done-proposed = Propuesto. Espera a quien aprueba.
done-wish = Anotado para el próximo plan. Nada cambia hasta que se haga.
done-planned = El nuevo plan está en vigor.
done-post-approved = El mensaje está aprobado.
done-post-back = El mensaje volvió a su autor.
problem-words-not-together = No se pueden aprobar juntos. Apruébelos uno por uno.
problem-words-held-out = Este viajero quedó en el grupo de control por sorteo. Nadie le da un regalo.
problem-words-has-one = Este viajero tiene, o tuvo, un regalo de esta campaña.
problem-words-forbidden-gift = Una regla prohíbe este regalo para este viajero.
problem-words-plan-changed = Algo cambió mientras tanto. Esto es lo que un plan nuevo cambiaría ahora.

# Plan actions
plan-next-title = El próximo plan
plan-next-words = Lo fijado y lo excluido cuenta cuando se haga el próximo plan. Lo propuesto o aprobado se queda.
plan-again = Plan nuevo …
what-if-link = ¿Y si …?
propose-all =
    { $n ->
        [one] Proponer el borrador
       *[other] Proponer los { $n } borradores
    }
propose-ticked = Proponer los marcados
propose-tick = Proponer
pin = Fijar
unpin = Soltar
exclude-traveller = Ningún regalo para este viajero
exclude-gift = Este regalo no
wish-pin = Fijado
wish-exclude = Excluido
wish-any-gift = cualquier regalo
wish-back = Retirar
wishes-none = No hay nadie fijado ni excluido.
actions-for = Para el próximo plan
draw-title = Grupo de control
draw-words =
    { $n ->
        [one] { $n } viajero está en el grupo de control. Sorteado antes de que nadie eligiera, y bloqueado: ningún plan, deseo o persona lo cambia.
       *[other] { $n } viajeros están en el grupo de control. Sorteados antes de que nadie eligiera, y bloqueados: ningún plan, deseo o persona lo cambia.
    }
draw-first = Primer sorteo
draw-last = último sorteo
draw-none = Aún no hay sorteo. Se hace con el primer plan.
replan-title = Lo que cambiaría un plan nuevo
replan-words = Aún no cambia nada. Lo propuesto, aprobado o entregado se queda en todo plan.
replan-newly-held =
    { $n ->
        [one] { $n } viajero más entraría por sorteo en el grupo de control.
       *[other] { $n } viajeros más entrarían por sorteo en el grupo de control.
    }
replan-apply = Hacer este plan
versus-title = Antes y después
versus-now = Ahora
versus-then = Entonces
versus-bound = Ningún plan vale más de
changes-title = Quién entra y quién sale
changes-counts = Entran: { $come } · salen: { $go } · otro regalo: { $differ }
changes-none = Nadie recibe otra cosa.
change-kind = Cambio
change-in = entra
change-out = sale
change-other = otro regalo
change-from = Antes
change-to = Después
clash-title = Ningún plan cumple todo esto
clash-pins = Lo fijado choca con lo siguiente. Suelte algo o afloje un límite.
clash-limits = Estos límites no se pueden cumplir juntos. Afloje uno.
clash-unproven = (No se encontró ninguno en el tiempo dado.)
reason-wish-excluded = Excluido por planificación
reason-cap-day = Presupuesto del día agotado: { $what }
reason-language = Cuota de idioma: { $what }
reason-elite = Proporción de viajeros frecuentes
reason-rule-cabin-weight = Demasiado pesado para equipaje de mano
reason-rule-cabin-size = Demasiado largo para equipaje de mano
reason-rule-contents = Contenido que el destino prohíbe
reason-rule-stock = Agotado
reason-rule-lead-time = No estaría listo a tiempo
reason-rule-open-complaint = Reclamación abierta: primero atención al cliente
reason-rule-stays = No es de quienes podrían irse
reason-rule-destination = La campaña deja fuera este destino
reason-rule-station = Allí no se entrega nada
reason-rule-child = Los niños no reciben regalos propios
reason-rule-gift-cap = Más caro de lo que puede costar un regalo
reason-rule-person-cap = Más caro de lo que puede recibir una persona
reason-rule-no-reason = Nada en los mensajes habla a su favor
reason-tact-too-many-facts = Demasiados datos de mensajes
reason-tact-fact-too-old = El dato es demasiado antiguo
reason-tact-fact-not-yet-said = Aún no se ha dicho
reason-tact-no-window = No hay tiempo para una entrega

# What if
what-if-title = ¿Y si …?
what-if-words = Cambie límites y vea el plan que habría. No se guarda nada.
what-if-ask = Qué sería distinto
what-if-hold-out-words = Otra proporción se sortea de nuevo para comparar. El sorteo real sigue bloqueado.
what-if-stocks = Existencias de cada regalo
what-if-button = Calcular
what-if-reset = Como está
what-if-answer = El plan que habría
cap-hold-out = Grupo de control por sorteo
cap-each-day = Presupuesto por día
unit-pieces = unidades
number-fault-number = Escriba un número, como 40 o 2500,00.
number-fault-too-large = Es más de lo que tiene ninguna campaña.
worth-title = Qué aportaría uno más
worth-words = Puntos que una unidad más de cada límite añade al plan que habría.
worth-cap = Límite
worth-points = Puntos
worth-until = vale hasta
worth-money = un { $currency } más
worth-minute = un minuto más
worth-piece = uno más
worth-none = Nada escasea: más de cualquier límite no añade nada.

# Gift ideas for one person
ideas-title = Ideas de regalo para esta persona
ideas-back = El candidato
ideas-confirm-first = Confirme el vínculo antes de proponer un regalo.
ideas-held-out = En el grupo de control por sorteo. Nadie le da un regalo.
ideas-has = Tiene un regalo de esta campaña:
ideas-none-title = Ahora no es posible ningún regalo
ideas-note-add = Aún no está en el archivo de la campaña. Al proponerla se añade allí como idea para todos: los planes posteriores también podrán usarla.
ideas-just-a-note = solo una nota
ideas-left = quedan { $left } de { $stock }
ideas-effort =
    { $n ->
        [one] { $n } minuto de trabajo
       *[other] { $n } minutos de trabajo
    }
ideas-propose = Proponer
ideas-risk = Riesgo { $points } de 100
ideas-risk-words = Riesgo es lo que puede salir mal en la entrega, hasta donde sabemos. Está junto a la puntuación: los planes no lo cuentan, las personas deberían.
risk-state-low = Bajo
risk-state-some = Medio
risk-state-high = Alto
hazard-none = nada que sepamos
hazard-time =
    { $n ->
        [0] No sobra ni un minuto entre el mostrador y el cierre de la puerta
        [one] Sobra { $n } minuto entre el mostrador y el cierre de la puerta
       *[other] Sobran { $n } minutos entre el mostrador y el cierre de la puerta
    }
hazard-gate-unknown = Aún no se conoce la puerta: el camino es una conjetura
hazard-liquids = { $n } ml de líquido: se pierde si siguen viaje y pasan otro control
hazard-bulky = { $n } cm de largo: no cabe bajo el asiento
hazard-heavy = { $n } g más que llevar
hazard-allergens = No todos pueden comer esto:
hazard-customs = Nadie ha mirado si el destino deja entrar esto:
hazard-age = El personal pide prueba de edad: { $n } años o más
hazard-stock =
    { $n ->
        [one] La última unidad
       *[other] Solo quedan { $n } unidades
    }
hazard-price =
    { $n ->
        [one] Tan caro que debe aprobarlo { $n } persona; empresas e impuestos ponen límites a los regalos
       *[other] Tan caro que deben aprobarlo { $n } personas; empresas e impuestos ponen límites a los regalos
    }
hazard-old-fact =
    { $n ->
        [one] Dicho hace { $n } día:
       *[other] Dicho hace { $n } días:
    }
hazard-person = La coincidencia es segura al { $n } %: puede ser otra persona
content-dairy = leche
content-milk = leche
content-gluten = gluten
content-eggs = huevo
content-nuts = frutos secos
content-peanuts = cacahuetes
content-fish = pescado
content-soy = soja
content-sesame = sésamo
content-plants = plantas
content-seeds = semillas
content-fruit = fruta
content-meat = carne
content-honey = miel
content-wood = madera
content-alcohol = alcohol
content-pork = cerdo
content-chocolate = chocolate
content-battery = batería
content-blade = hoja

# Posts
post-length = { $n } de { $most } caracteres en { $network }
sent-back = Devuelto:
send-back = Devolver
send-back-says-too-much = Dice demasiado
send-back-wrong-tone = Tono equivocado
send-back-wrong-facts = Algo no es así
post-edit = Editar texto
post-edit-title = Editar el mensaje
post-edit-text = Texto
post-edit-words = Un cambio anula la aprobación. Se pueden usar estas variables:
post-edit-save = Guardar texto
text-fault-empty = Escriba un texto.
text-fault-too-long = Es demasiado largo para esta red.
text-fault-template-variable = Usa una variable que no existe. Use solo las de abajo.
text-fault-template-not-allowed = Solo se permite texto simple y las variables de abajo.
text-fault-template-syntax = Una llave no está cerrada. Cada doble llave necesita su final.
text-fault-template-too-long = Es larguísimo.
