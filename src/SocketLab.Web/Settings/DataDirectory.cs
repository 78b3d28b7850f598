namespace SocketLab.Web.Settings;

/// <summary>The folder that everything SocketLab keeps lives in. Created on first start.</summary>
internal sealed class DataDirectory
{
    /// <summary>The setting that names it.</summary>
    public const string Setting = "SocketLab:DataDirectory";

    private DataDirectory(string path) => Path = path;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Where the log files go.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>The workspace database.</summary>
    public string Database => System.IO.Path.Combine(Path, "workspace.db");

    /// <summary>Where recordings lie, a folder each.</summary>
    public string Recordings => System.IO.Path.Combine(Path, "recordings");

    /// <summary>Where Unix sockets without a folder of their own lie.</summary>
    public string Sockets => System.IO.Path.Combine(Path, "sockets");

    /// <summary>Where Wireshark's dissectors get what they are to read.</summary>
    public string Wireshark => System.IO.Path.Combine(Path, "wireshark");

    /// <summary>Finds the folder that the settings name, and creates it.</summary>
    /// <exception cref="StartException">It cannot be used.</exception>
    public static DataDirectory Open(IConfiguration configuration)
    {
        var named = configuration[Setting];
        var path = string.IsNullOrWhiteSpace(named) ? PerUser() : System.IO.Path.GetFullPath(named);
        try
        {
            Create(path);
            return new DataDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data directory {path} cannot be used: {error.Message} Name another one with {Setting}.", error);
        }
    }

    private static string PerUser()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? System.IO.Path.Combine(data, "SocketLab")
            : throw new StartException($"This user has no data folder. Name one with {Setting}.");
    }

    private static void Create(string path)
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists(path))
        {
            // What was captured is nobody else's business.
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory(path);

        // Found out now, not with the first endpoint that cannot be stored.
        var probe = System.IO.Path.Combine(path, $".probe-{Environment.ProcessId}");
        using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
    }
}
