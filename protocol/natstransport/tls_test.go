package natstransport_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// authority makes certificates. A new one is trusted by nobody yet.
type authority struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
	file        string // its certificate, PEM
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := new(authority)
	key, der := a.sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "authority"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
	var err error
	a.key = key
	a.certificate, err = x509.ParseCertificate(der)
	require.NoError(t, err)
	a.file = write(t, "ca.pem", encodePEM("CERTIFICATE", der))
	return a
}

// sign completes a template and signs it, with its own key the first.
func (a *authority) sign(t *testing.T, template *x509.Certificate) (*ecdsa.PrivateKey, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template.SerialNumber, err = rand.Int(rand.Reader, big.NewInt(1<<62))
	require.NoError(t, err)
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, signer := a.certificate, a.key
	if parent == nil {
		parent, signer = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	require.NoError(t, err)
	return key, der
}

// issue returns the files of a certificate for this machine and of its key.
func (a *authority) issue(t *testing.T) (certificate, key string) {
	t.Helper()
	private, der := a.sign(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "party"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	})
	text, err := x509.MarshalECPrivateKey(private)
	require.NoError(t, err)
	return write(t, "cert.pem", encodePEM("CERTIFICATE", der)), write(t, "key.pem", encodePEM("EC PRIVATE KEY", text))
}

func encodePEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// startTLS starts a server with a certificate of a.
func startTLS(t *testing.T, a *authority, mutual, first bool) string {
	t.Helper()
	certificate, key := a.issue(t)
	config, err := server.GenTLSConfig(&server.TLSConfigOpts{CertFile: certificate, KeyFile: key, CaFile: a.file, Verify: mutual})
	require.NoError(t, err)
	url := natstest.RunServer(t, func(o *server.Options) {
		o.TLSConfig, o.TLSTimeout, o.TLSHandshakeFirst = config, patience.Seconds(), first
	})
	return strings.Replace(url, "tls://", "nats://", 1)
}

// TestTLS: what has to be named on either side for a connection.
//
// covers: NAT-14
func TestTLS(t *testing.T) {
	trusted, other := newAuthority(t), newAuthority(t)
	certificate, key := trusted.issue(t)
	foreign, foreignKey := other.issue(t)
	for name, x := range map[string]struct {
		mutual, first bool
		options       natstransport.Options
		refused       bool
	}{
		"authority":                       {options: natstransport.Options{CAFile: trusted.file}},
		"no authority":                    {refused: true},
		"another authority":               {options: natstransport.Options{CAFile: other.file}, refused: true},
		"client certificate":              {mutual: true, options: natstransport.Options{CAFile: trusted.file, CertificateFile: certificate, KeyFile: key}},
		"no client certificate":           {mutual: true, options: natstransport.Options{CAFile: trusted.file}, refused: true},
		"another's certificate":           {mutual: true, options: natstransport.Options{CAFile: trusted.file, CertificateFile: foreign, KeyFile: foreignKey}, refused: true},
		"TLS first":                       {first: true, options: natstransport.Options{CAFile: trusted.file, TLSFirst: true}},
		"TLS first, but the server waits": {options: natstransport.Options{CAFile: trusted.file, TLSFirst: true}, refused: true},
		"own configuration":               {options: natstransport.Options{TLS: &tls.Config{RootCAs: pool(trusted), MinVersion: tls.VersionTLS13}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x.options.URL = startTLS(t, trusted, x.mutual, x.first)
			conn, err := natstransport.Connect(t.Context(), x.options)
			if x.refused {
				require.ErrorIs(t, err, natstransport.ErrConnect)
				return
			}
			require.NoError(t, err)
			_, err = conn.TLSConnectionState()
			require.NoError(t, err)
			natstransport.Close(conn, true)
		})
	}
	t.Run("a server without TLS", func(t *testing.T) {
		_, err := natstransport.Connect(t.Context(), natstransport.Options{URL: natstest.RunServer(t), CAFile: trusted.file})
		require.ErrorIs(t, err, nats.ErrSecureConnWanted, "nothing is sent in clear")
	})
}

func pool(a *authority) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.certificate)
	return p
}

// TestHandshakeOverTLS runs a handshake over TLS with certificates on both sides.
//
// covers: NAT-14
func TestHandshakeOverTLS(t *testing.T) {
	a := newAuthority(t)
	options := natstransport.Options{URL: startTLS(t, a, true, false), CAFile: a.file}
	options.CertificateFile, options.KeyFile = a.issue(t)
	app := startApp(t, protocol.SealedV1, natstransport.Config{Server: options})
	_, err := natstransport.RunWorker(t.Context(), natstransport.Config{Server: options}, newWorker(t, protocol.SealedV1, app.key.PublicKey()), prover(t))
	require.NoError(t, err)
	app.wait(t)
	require.Equal(t, testResult, app.result)
}
