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
