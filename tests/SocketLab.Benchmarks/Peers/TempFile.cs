namespace SocketLab.Benchmarks.Peers;

/// <summary>A file that a tool writes to; gone afterwards.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socketlab-peer-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "received");

    private long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Waits until it has stood still for a second.</summary>
    public async Task SettledAsync()
    {
        var (length, since) = (Length, 0);
        while (since < 10)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            since = Length == length ? since + 1 : 0;
            length = Length;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
