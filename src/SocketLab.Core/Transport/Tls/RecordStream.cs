using System.Net.Sockets;

namespace SocketLab.Core.Transport.Tls;

/// <summary>The wire below TLS: what <see cref="System.Net.Security.SslStream"/> reads and writes its records through.</summary>
/// <param name="socket">The connection's own, non-blocking. Not disposed here.</param>
/// <param name="order">Held around a record that goes out at once and <paramref name="sent"/>.</param>
/// <param name="sent">Called, under <paramref name="order"/>, when a record is out.</param>
internal sealed class RecordStream(Socket socket, Lock order, Action sent) : Stream
{
    private const int StartBytes = 24;

    private readonly byte[] _start = new byte[StartBytes];
    private readonly SemaphoreSlim _library = new(1, 1);
    private int _startLength;
    private bool _reading;

    /// <summary>Called once, before the first record goes out.</summary>
    public Action? BeforeFirst { get; set; }

    /// <summary>Whether anything came.</summary>
    public bool HasStarted => _startLength > 0;

    /// <summary>Whether the peer's FIN came.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What came first.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    /// <summary>Whether what came first is a record of TLS: a handshake or an alert, version 3.x.</summary>
    public bool IsTls => _start[0] is 0x15 or 0x16 && (_startLength < 2 || _start[1] == 3);

    /// <summary>Whether what came first can be read.</summary>
    public bool IsText => !Start.ContainsAnyExceptInRange((byte)9, (byte)126);

    /// <summary>Whether what came first is a request or an answer of HTTP/1.</summary>
    public bool LooksLikeHttp =>
        Start.StartsWith("HTTP/"u8)
        || Start.StartsWith("GET "u8)
        || Start.StartsWith("POST "u8)
        || Start.StartsWith("HEAD "u8)
        || Start.StartsWith("PUT "u8)
        || Start.StartsWith("OPTIONS "u8)
        || Start.StartsWith("CONNECT "u8)
        || Start.StartsWith("PRI * "u8);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until OpenSSL is done with the last record received; the next waits for <see cref="LeaveLibrary"/>.</summary>
    /// <remarks>The framework lets writes and reads meet in OpenSSL safely, but not the shutdown and a read.</remarks>
    public Task EnterLibraryAsync() => _library.WaitAsync();

    /// <summary>Lets received records reach OpenSSL again.</summary>
    public void LeaveLibrary() => _library.Release();

    /// <summary>OpenSSL has decrypted what was read last: a shutdown may use the library now.</summary>
    public void EndRead()
    {
        if (_reading)
        {
            _reading = false;
            _library.Release();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        EndRead();
        var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        await _library.WaitAsync(cancellationToken);
        _reading = true;
        if (_startLength < StartBytes)
        {
            var more = Math.Min(count, StartBytes - _startLength);
            buffer.Span[..more].CopyTo(_start.AsSpan(_startLength));
            _startLength += more;
        }

        HasEnded |= count == 0 && buffer.Length > 0;
        return count;
    }

    /// <summary>Sends a record whole: at once where there is room for it, as there mostly is.</summary>
    /// <remarks>Cannot be cancelled. After a part of a record nothing can follow but its rest.</remarks>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (BeforeFirst is { } before)
        {
            BeforeFirst = null;
            before();
        }

        int done;
        lock (order)
        {
            done = SendNow(buffer.Span);
            if (done == buffer.Length)
            {
                sent();
                return;
            }
        }

        while (done < buffer.Length)
        {
            // Sending one byte is the wait for room.
            done += await socket.SendAsync(buffer.Slice(done, 1), SocketFlags.None, CancellationToken.None);
            done += SendNow(buffer.Span[done..]);
        }

        lock (order)
        {
            sent();
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is held back.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private int SendNow(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var count = socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock => 0,
            _ => throw new SocketException((int)error),
        };
    }
}
