using Microsoft.Win32.SafeHandles;

namespace SocketLab.Core.Recordings;

/// <summary>
/// The files of a recording one behind the other, as one pcapng file of several sections, as they were when it was opened: what is
/// written or deleted meanwhile changes nothing of it.
/// </summary>
public sealed class RecordingStream : Stream
{
    private readonly List<(SafeFileHandle Handle, long Length)> _files = [];
    private int _index;
    private long _offset;

    private RecordingStream() { }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _files.Sum(file => file.Length);

    /// <inheritdoc/>
    public override long Position
    {
        get => _files.Take(_index).Sum(file => file.Length) + _offset;
        set => throw new NotSupportedException();
    }

    /// <summary>Opens the files. One that was deleted meanwhile is left out.</summary>
    internal static RecordingStream Open(RecordingFolder folder, IReadOnlyList<RecordedFile> files)
    {
        var stream = new RecordingStream();
        foreach (var file in files)
        {
            try
            {
                const FileShare anything = FileShare.ReadWrite | FileShare.Delete;
                var handle = File.OpenHandle(folder.PathOf(file.Name), FileMode.Open, FileAccess.Read, anything, FileOptions.Asynchronous);
                stream._files.Add((handle, file.Bytes));
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                // The ring has gone on, or the recording was deleted.
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }

        return stream;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_index < _files.Count)
        {
            var (handle, length) = _files[_index];
            var wanted = (int)Math.Min(buffer.Length, length - _offset);
            var read = wanted == 0 ? 0 : await RandomAccess.ReadAsync(handle, buffer[..wanted], _offset, cancellationToken);
            if (read > 0)
            {
                _offset += read;
                return read;
            }

            (_index, _offset) = (_index + 1, 0);
        }

        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read it asynchronously: a disk may take its time.");

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var (handle, _) in _files)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
