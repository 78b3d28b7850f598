namespace SocketLab.Web.Api;

/// <summary>The body of a request. When it cannot be read, that is the client's fault, whoever reads it.</summary>
/// <remarks>
/// The web server says so itself for most faults, but not for all: a chunk's size that no number holds is an <see cref="IOException"/>,
/// which would be answered as a fault of the program.
/// </remarks>
internal sealed class ReadableBody(Stream body) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts this between the server and all who read bodies.</summary>
    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Body = new ReadableBody(context.Request.Body);
        return next(context);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body cannot be read: it is not sent as HTTP says.", error);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }
}
