using System.Diagnostics;
using System.Globalization;

namespace SocketLab.Testing;

/// <summary>
/// Another machine on the network of a test: a process with a network namespace of its own, to which one end of a pair of virtual
/// interfaces is moved. Made and used on the thread that has the test's network.
/// </summary>
internal sealed class OtherHost : IDisposable
{
    private readonly Process _process = Start("unshare", "--net", "sleep", "600");

    public OtherHost()
    {
        // It has the network of its parent until it has made its own.
        Assert.True(
            SpinWait.SpinUntil(() => LinkOf(Pid) is { } own && own != LinkOf("thread-self"), Eventually.Patience),
            "The other host has no network of its own."
        );
        Ip("link set lo up");
    }

    private string Pid => _process.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gives it an interface of the test's network.</summary>
    public void Take(string link) => NetworkNamespace.Ip($"link set {link} netns {Pid}");

    /// <summary>Runs a command of ip(8) there.</summary>
    public string Ip(string command) => Run(["ip", .. command.Split(' ')]);

    /// <summary>Runs a Python script there.</summary>
    public string Python(string script) => Run(["python3", "-c", script]);

    /// <summary>Runs a program there to its end.</summary>
    /// <returns>What it printed.</returns>
    public string Run(params string[] command)
    {
        using var process = Start("nsenter", ["--net", $"--target={Pid}", .. command]);
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {error}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string? LinkOf(string process) => new FileInfo($"/proc/{process}/ns/net").LinkTarget;

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
