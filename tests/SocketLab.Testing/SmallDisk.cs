using System.Diagnostics;

namespace SocketLab.Testing;

/// <summary>A disk of a test's own (tmpfs(5)), small enough to be filled. Needs root, as CI has.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";
    private readonly TempFolder _folder = new();

    /// <param name="kilobytes">How much it holds.</param>
    public SmallDisk(int kilobytes) => Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=700", "tmpfs", Path);

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Append, FileAccess.Write, FileShare.None, 0);
        foreach (var size in (int[])[64 << 10, 4 << 10, 1])
        {
            while (TryWrite(file, new byte[size])) { }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void MakeRoom() => File.Delete(System.IO.Path.Combine(Path, Filler));

    public void Dispose()
    {
        // Lazily: a process that was killed may not be quite gone.
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    private static bool TryWrite(FileStream file, byte[] bytes)
    {
        try
        {
            file.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', arguments)}: {error}");
    }
}
