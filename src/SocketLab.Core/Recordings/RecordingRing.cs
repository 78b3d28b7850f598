using Microsoft.Win32.SafeHandles;

namespace SocketLab.Core.Recordings;

/// <summary>The files of a recording under way: what is written goes into the newest, and the oldest makes room.</summary>
/// <remarks>Written by the recording's loop; <see cref="Files"/> is for anybody.</remarks>
internal sealed class RecordingRing(RecordingFolder folder, RecordingOptions options, StoredRecording stored) : IDisposable
{
    private SafeFileHandle? _current;
    private IReadOnlyList<RecordedFile> _files = stored.Files;

    /// <summary>The files, the oldest first; each is whole up to the length that stands here.</summary>
    public IReadOnlyList<RecordedFile> Files => Volatile.Read(ref _files);

    /// <summary>The number of the file that comes next.</summary>
    public int NextFile { get; private set; } = stored.NextFile;

    /// <summary>Messages in files that made room for newer ones.</summary>
    public long Overwritten { get; private set; } = stored.Overwritten;

    /// <summary>Bytes behind which a file is followed by the next one.</summary>
    public long FileBytes => options.FileBytes;

    /// <summary>Whether the newest file has no room for so much more.</summary>
    public bool IsFull(int bytes) => Files is [.., var newest] && newest.Bytes + bytes > options.FileBytes;

    /// <summary>Begins the next file, and deletes the oldest where there are too many.</summary>
    public void Begin()
    {
        End();
        var name = RecordingFolder.NameOf(NextFile);
        _current = File.OpenHandle(
            folder.PathOf(name),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.Read | FileShare.Delete,
            FileOptions.Asynchronous
        );
        NextFile++;
        List<RecordedFile> files = [.. Files, new RecordedFile { Name = name }];
        while (files.Count > options.Files)
        {
            File.Delete(folder.PathOf(files[0].Name));
            Overwritten += files[0].Entries;
            files.RemoveAt(0);
        }

        Volatile.Write(ref _files, files);
    }

    /// <summary>Writes whole blocks behind the newest file.</summary>
    /// <param name="bytes">The blocks.</param>
    /// <param name="content">What is in them.</param>
    /// <exception cref="IOException">The disk did not take them; the file ends where it did.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, RecordedFile content)
    {
        var (files, handle) = (Files, _current!);
        var newest = files[^1];
        try
        {
            await RandomAccess.WriteAsync(handle, bytes, newest.Bytes);
        }
        catch
        {
            RandomAccess.SetLength(handle, newest.Bytes);
            throw;
        }

        Volatile.Write(ref _files, [.. files.Take(files.Count - 1), newest.With(content with { Bytes = bytes.Length })]);
    }

    /// <summary>Ends the newest file.</summary>
    public void End()
    {
        _current?.Dispose();
        _current = null;
    }

    /// <inheritdoc/>
    public void Dispose() => End();
}
