"""The state tables (SPEC 8.3, 8.4, 8.9, 8.10). A cell is (action, next state, outcome): a next state None stays, an
outcome * is the code that the event carries."""


class Table:
    def __init__(self, states, cells, rows):
        self.cells = {}
        for row in rows.strip().splitlines():
            event, *names = row.split()
            for state, name in zip(states.split(), names, strict=True):
                action, target, outcome = cells[name]
                self.cells[event, state] = (action, target or state, outcome)

    def __getitem__(self, key):
        return self.cells[key]

    def awaits(self, event, state):
        return self.cells[event, state][2] == "ok"


_COMMON = {
    "ignore": ("ignore", None, "*"),
    "order": ("ignore", None, "out_of_order"),
    "ended": ("ignore", None, "ok"),
    "fail": ("fail", "failed", "*"),
    "fail-order": ("fail", "failed", "out_of_order"),
    "served": ("ignore", None, "duplicate"),
    "listen": ("listen", "listening", "ok"),
    "send-options": ("send-options", "options-sent", "ok"),
    "options-again": ("send-options", None, "duplicate"),
    "send-payload": ("send-payload", "payload-sent", "ok"),
    "payload-again": ("send-payload", None, "duplicate"),
    "deliver": ("deliver", "completed", "ok"),
    "second": ("ignore", None, "second_worker"),
    "refuse": ("refuse", None, "*"),
    "refuse-order": ("refuse", None, "out_of_order"),
    "refuse-second": ("refuse", None, "second_worker"),
    "repeat": ("repeat", None, "duplicate"),
    "acknowledge": ("acknowledge", None, "ok"),
    "send-part": ("send-part", None, "ok"),
    "fetch-part": ("fetch-part", None, "ok"),
    "request-options": ("request-options", "options-requested", "ok"),
    "request-ready": ("request-ready", "ready-requested", "ok"),
    "prove": ("prove", "proving", "ok"),
    "request-done": ("request-done", "done-requested", "ok"),
    "finish": ("finish", "completed", "ok"),
}

_APP_STATES = "created listening options-sent payload-sent completed failed"
_WORKER_STATES = "created options-requested ready-requested proving done-requested completed failed"

APP = Table(_APP_STATES, _COMMON, """
start                  listen  order   order          order          order   order
request-options        order   send-options options-again order      served  order
request-ready          order   order   send-payload   payload-again  served  order
request-done           order   order   order          deliver        served  order
request-unknown        ignore  ignore  ignore         ignore         ignore  ignore
request-malformed      ignore  ignore  ignore         ignore         ignore  ignore
request-undecryptable  ignore  ignore  ignore         ignore         ignore  ignore
timeout                fail    fail    fail           fail           ended   ended
close                  fail    fail    fail           fail           ended   ended
""")

WORKER = Table(_WORKER_STATES, _COMMON, """
start                request-options fail-order    fail-order fail-order   fail-order order  order
reply-options        fail-order      request-ready fail-order fail-order   fail-order order  order
reply-execute        fail-order      fail-order    prove      fail-order   fail-order order  order
reply-close          fail-order      fail-order    fail-order fail-order   finish     order  order
reply-refused        fail            fail          fail       fail         fail       ignore ignore
reply-malformed      fail            fail          fail       fail         fail       ignore ignore
reply-undecryptable  fail            fail          fail       fail         fail       ignore ignore
reply-unexpected     fail-order      fail-order    fail-order fail-order   fail-order order  order
proved               fail-order      fail-order    fail-order request-done fail-order order  order
prove-failed         fail-order      fail-order    fail-order fail         fail-order order  order
no-responder         fail            fail          fail       fail         fail       ended  ended
timeout              fail            fail          fail       fail         fail       ended  ended
close                fail            fail          fail       fail         fail       ended  ended
""")

SEALED_APP = Table(_APP_STATES, _COMMON, """
start                    listen  order         order         order         order         order
request-options          order   send-options  refuse-order  refuse-order  refuse-order  order
request-unauthenticated  ignore  refuse        refuse        refuse        refuse        ignore
request-second           second  refuse-second refuse-second refuse-second refuse-second second
request-ready            order   refuse-order  send-payload  refuse-order  refuse-order  order
request-done             order   refuse-order  refuse-order  deliver       refuse-order  order
request-part             order   refuse-order  refuse-order  acknowledge   refuse-order  order
request-fetch            order   refuse-order  send-part     send-part     send-part     order
request-repeated         served  served        repeat        repeat        repeat        served
request-unexpected       order   refuse-order  refuse-order  refuse-order  refuse-order  order
request-foreign          ignore  refuse        refuse        refuse        refuse        ignore
request-unknown          ignore  refuse        refuse        refuse        refuse        ignore
request-malformed        ignore  refuse        refuse        refuse        refuse        ignore
request-undecryptable    ignore  refuse        refuse        refuse        refuse        ignore
timeout                  fail    fail          fail          fail          ended         ended
close                    fail    fail          fail          fail          ended         ended
""")

SEALED_WORKER = Table(_WORKER_STATES, _COMMON, """
start                request-options fail-order    fail-order fail-order   fail-order order  order
reply-options        fail-order      request-ready fail-order fail-order   fail-order order  order
reply-execute        fail-order      fail-order    prove      fail-order   fail-order order  order
reply-close          fail-order      fail-order    fail-order fail-order   finish     order  order
reply-part           fail-order      fetch-part    fetch-part fail-order   fetch-part order  order
reply-acknowledged   fail-order      fail-order    fail-order fail-order   send-part  order  order
reply-refused        fail            fail          fail       fail         fail       ignore ignore
reply-foreign        fail            fail          fail       fail         fail       ignore ignore
reply-malformed      fail            fail          fail       fail         fail       ignore ignore
reply-undecryptable  fail            fail          fail       fail         fail       ignore ignore
reply-unexpected     fail-order      fail-order    fail-order fail-order   fail-order order  order
proved               fail-order      fail-order    fail-order request-done fail-order order  order
prove-failed         fail-order      fail-order    fail-order fail         fail-order order  order
no-responder         fail            fail          fail       fail         fail       ended  ended
timeout              fail            fail          fail       fail         fail       ended  ended
close                fail            fail          fail       fail         fail       ended  ended
""")
