using System.Text;
using Serilog.Sinks.File;

namespace SocketLab.Web.Hosting;

/// <summary>The log's file. A disk that is full costs lines of the log and nothing else: not a stop's exit code either.</summary>
/// <remarks>Once there is room again, a line says how many bytes are missing before it. Serilog writes one event at a time.</remarks>
/// <param name="file">The file, owned by this stream.</param>
internal sealed class LogFileStream(Stream file) : Stream
{
    private long _lost;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (_lost > 0)
            {
                file.Write(Encoding.UTF8.GetBytes($"\n{_lost} bytes of the log could not be written here.\n"));
                _lost = 0;
            }

            file.Write(buffer);
        }
        catch (IOException)
        {
            _lost += buffer.Length;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        try
        {
            file.Flush();
        }
        catch (IOException)
        {
            // What could not be written stays in the file's buffer, and goes out once there is room.
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // The same at the end: what is still in the buffer is lost with the process.
        }

        base.Dispose(disposing);
    }

    /// <summary>Puts the stream around each file that the log opens.</summary>
    public sealed class Hooks : FileLifecycleHooks
    {
        /// <inheritdoc/>
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding) => new LogFileStream(underlyingStream);
    }
}
