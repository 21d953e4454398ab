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

// Messages of sealed-v1 have bodies, and places in their run.
func ExampleEncodeSealedReply() {
	reply, err := wire.EncodeSealedReply(wire.SealedBody{Job: "job-1", Seq: wire.SeqOptionsReply, Body: `{"publicKey":{"x":"1","y":"2"},"cipherText":["3","4"]}`})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(reply))
	_, err = wire.DecodeSealedReply([]byte(`{"v":"sealed-v1","seq":1}`))
	fmt.Println(err)
	// Output:
	// {"v":"sealed-v1","job":"job-1","seq":1,"body":{"publicKey":{"x":"1","y":"2"},"cipherText":["3","4"]}}
	// wire: malformed message: job is missing or wrong
}
