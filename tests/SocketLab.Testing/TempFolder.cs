namespace SocketLab.Testing;

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TempFolder : IDisposable
{
    private static readonly TempFolder ForAll = new();

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => ForAll.Dispose();

    /// <summary>For tests that do not look at what is kept; it goes with the process.</summary>
    public static string Shared => ForAll.Path;

    public string Path { get; } = Directory.CreateTempSubdirectory("socketlab-test-").FullName;

    public string Database => System.IO.Path.Combine(Path, "workspace.db");

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
