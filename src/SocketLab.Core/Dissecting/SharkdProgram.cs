using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SocketLab.Core.Dissecting;

/// <summary>How sharkd is started: with a configuration of its own, with limits, and without a network where the system permits.</summary>
internal static class SharkdProgram
{
    private const string Name = "sharkd";

    private static readonly string[] DefaultFolders =
    [
        "/usr/bin",
        "/usr/local/bin",
        "/opt/homebrew/bin",
        "/Applications/Wireshark.app/Contents/MacOS",
        @"C:\Program Files\Wireshark",
    ];

    /// <summary>Two columns, whatever the system's defaults are, and no name that would have to be asked for.</summary>
    private const string Preferences = """
        gui.column.format: "Protocol", "%p", "Info", "%i"
        nameres.network_name: FALSE
        nameres.dns_pkt_addr_resolution: FALSE
        nameres.use_external_name_resolver: FALSE

        """;

    // Asked once: a kernel or a container may forbid new namespaces.
    private static readonly Lazy<bool> CanLeaveNetwork = new(() => Runs("unshare", "-rn", "--", "true"));
    private static readonly Lazy<bool> CanLimit = new(() => Runs("prlimit", "--version"));

    /// <summary>The path of the program; null when it is not installed.</summary>
    public static string? Find(string? named)
    {
        if (named is not null)
        {
            return File.Exists(named) ? named : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var name = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        return folders.Concat(DefaultFolders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Prepares the folder and says how to start the program in it.</summary>
    public static ProcessStartInfo Prepare(string program, string folder, DissectorOptions options)
    {
        var (configuration, empty) = (Path.Combine(folder, "configuration"), Path.Combine(folder, "empty"));
        Directory.CreateDirectory(configuration);
        Directory.CreateDirectory(empty);
        File.WriteAllText(Path.Combine(configuration, "preferences"), Preferences);
        var start = new ProcessStartInfo
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        string[] command = [.. WithoutNetwork(), .. Limited(options), program, "-"];
        start.FileName = command[0];
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_DATA_HOME"] = empty;
        start.Environment["XDG_CACHE_HOME"] = start.Environment["TMPDIR"] = empty;
        start.Environment["WIRESHARK_CONFIG_DIR"] = configuration;
        start.Environment["WIRESHARK_PLUGIN_DIR"] = start.Environment["WIRESHARK_EXTCAP_DIR"] = empty;
        return start;
    }

    private static string[] WithoutNetwork() => OperatingSystem.IsLinux() && CanLeaveNetwork.Value ? ["unshare", "-rn", "--"] : [];

    /// <summary>No core file, no file written, few open, and so much memory: what a hostile payload makes of it ends there.</summary>
    private static string[] Limited(DissectorOptions options) =>
        OperatingSystem.IsLinux() && CanLimit.Value
            ?
            [
                "prlimit",
                string.Create(CultureInfo.InvariantCulture, $"--as={options.MemoryBytes}"),
                "--core=0",
                "--fsize=0",
                "--nofile=64",
                "--",
            ]
            : [];

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
