using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Tries a certificate for use: one handshake with ourselves, in memory.</summary>
internal static class TlsTrial
{
    /// <summary>On a machine that is too busy for a handshake in so long, nothing is known of the certificate.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(30);

    /// <summary>Does a handshake in which a server shows the certificate to a client that trusts anything.</summary>
    /// <param name="certificate">One with its private key.</param>
    /// <param name="options">The versions and cipher suites that both sides use.</param>
    /// <param name="cancellation">Cancels the trial.</param>
    /// <returns>Null when it works; otherwise why it never will, to stand behind a colon.</returns>
    public static async Task<string?> RunAsync(TlsCertificate certificate, TlsOptions options, CancellationToken cancellation)
    {
        var tcp = new TcpOptions
        {
            Tls = new()
            {
                Enabled = true,
                TrustAny = true,
                ServerName = "localhost",
                MinimumVersion = options.MinimumVersion,
                MaximumVersion = options.MaximumVersion,
                CipherSuites = options.CipherSuites,
            },
        };
        using var deadline = new CancellationTokenSource(Enough, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var (there, back) = (new Pipe(), new Pipe());
        await using var serverEnd = new SslStream(new TwoPipes(there.Reader.AsStream(), back.Writer.AsStream()));
        await using var clientEnd = new SslStream(new TwoPipes(back.Reader.AsStream(), there.Writer.AsStream()));
        var server = HandshakeAsync(serverEnd, EndpointKind.TcpListener, certificate);
        var client = HandshakeAsync(clientEnd, EndpointKind.TcpClient, null);
        try
        {
            // The server's error comes first: it is the one that has the certificate.
            await Task.WhenAll(server, client);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            return deadline.IsCancellationRequested ? null : TlsFaults.OfTrial(error, certificate.Info);
        }

        async Task HandshakeAsync(SslStream end, EndpointKind kind, TlsCertificate? own)
        {
            try
            {
                var setup = new TlsSetup(new() { Kind = kind, Tcp = tcp }, own, null, NullLogger.Instance);
                await setup.AuthenticateAsync(end, setup.NewCheck(), either.Token);
            }
            catch
            {
                // The other end waits for us.
                await end.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>One end of a connection made of a pipe each way.</summary>
    private sealed class TwoPipes(Stream from, Stream to) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            from.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            to.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
            // Nothing is held back.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            from.Dispose();
            to.Dispose();
            base.Dispose(disposing);
        }
    }
}
