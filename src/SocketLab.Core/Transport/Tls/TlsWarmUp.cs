using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Does one handshake with itself in memory, so that TLS is loaded before somebody needs it.</summary>
/// <remarks>
/// The first use opens libraries and the system's certificates. In a process that has used up its descriptors by then, it would fail for
/// good.
/// </remarks>
public static class TlsWarmUp
{
    private static readonly Lazy<Task> Once = new(() => Task.Run(HandshakeAsync));

    /// <summary>
    /// Loads TLS, once in the life of the process however many servers it hosts. The task never fails: an error will show where TLS is
    /// used.
    /// </summary>
    public static Task RunAsync() => Once.Value;

    private static async Task HandshakeAsync()
    {
        try
        {
            var certificates = new CertificateLibrary(
                new MemoryCertificateStore(),
                TimeProvider.System,
                NullLogger<CertificateLibrary>.Instance
            );
            var tcp = new TcpOptions
            {
                Tls = new() { Enabled = true, TrustAny = true },
            };
            var server = await TlsSetup.PrepareAsync(
                new() { Kind = EndpointKind.TcpListener, Tcp = tcp },
                certificates,
                NullLogger.Instance,
                CancellationToken.None
            );
            var client = await TlsSetup.PrepareAsync(
                new()
                {
                    Kind = EndpointKind.TcpClient,
                    Remote = new() { Host = "localhost", Port = 1 },
                    Tcp = tcp,
                },
                certificates,
                NullLogger.Instance,
                CancellationToken.None
            );
            var (there, back) = (new Pipe(), new Pipe());
            await using var serverEnd = new SslStream(new TwoPipes(there.Reader.AsStream(), back.Writer.AsStream()));
            await using var clientEnd = new SslStream(new TwoPipes(back.Reader.AsStream(), there.Writer.AsStream()));
            await Task.WhenAll(
                server!.AuthenticateAsync(serverEnd, server.NewCheck(), CancellationToken.None),
                client!.AuthenticateAsync(clientEnd, client.NewCheck(), CancellationToken.None)
            );
        }
        catch (Exception)
        {
            // See above.
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
    }
}
