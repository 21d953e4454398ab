package wire_test

import (
	"fmt"

	"github.com/minaseal/minaseal/protocol/wire"
)

func Example() {
	request, err := wire.EncodeRequest(wire.DoneRequest{Result: `{"publicKey":{"x":"1","y":"2"}}`})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(request))

	reply, err := wire.DecodeReply([]byte(`{"success":true,"data":{"command":"close","status":"{\"success\":true}"}}`))
	if err != nil {
		panic(err)
	}
	fmt.Println(reply.(wire.CloseReply).Status)

	_, err = wire.DecodeRequest([]byte(`{"post":"stop","params":{}}`))
	fmt.Println(err)
	// Output:
	// {"post":"done","params":{"result":"{\"publicKey\":{\"x\":\"1\",\"y\":\"2\"}}"}}
	// {"success":true}
	// wire: unknown post
}

func ExampleAppendString() {
	text, err := wire.AppendString(nil, "a<b & \"c\"\n\u2028")
	if err != nil {
		panic(err)
	}
	fmt.Printf("%+q\n", text)
	// Output:
	// "\"a<b & \\\"c\\\"\\n\u2028\""
}
