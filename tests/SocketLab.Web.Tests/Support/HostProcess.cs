using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SocketLab.Web.Tests.Support;

/// <summary>The server as people run it: a process of its own.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private HostProcess(Process process)
    {
        _process = process;

        // Until it ends, however long it lives and says nothing: whoever waits for that has a deadline.
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _reading = ReadAsync();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    private static string Program =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SocketLab.Web.exe" : "SocketLab.Web");

    public static HostProcess Start(params string[] arguments) => Run(Program, arguments);

    /// <summary>With so many open files allowed (bash's ulimit).</summary>
    public static HostProcess StartLimited(int openFiles, params string[] arguments) =>
        Run("bash", ["-c", $"ulimit -n {openFiles} && exec \"$0\" \"$@\"", Program, .. arguments]);

    /// <summary>
    /// With a hosts(5) file of its own, so that the system's look-up knows names that exist nowhere else. Needs root, as CI has.
    /// </summary>
    public static HostProcess StartWithHosts(string hostsFile, params string[] arguments) =>
        Run("unshare", ["--mount", "bash", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"", hostsFile, Program, .. arguments]);

    private static HostProcess Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Where it listens, as soon as it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(WebLab.Soon());

    /// <summary>A client of its API, as soon as that answers: it says where it listens a moment before.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var http = new HttpClient { BaseAddress = await AddressAsync() };
        while (true)
        {
            using var answer = await http.GetAsync("/api/endpoints", WebLab.Soon());
            if (answer.IsSuccessStatusCode)
            {
                return http;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
    }

    /// <summary>Asks it to stop, as a supervisor of services does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(WebLab.Soon());
    }

    /// <summary>Ends it at once (SIGKILL), as a crash or the system's killer does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync(WebLab.Soon());
    }

    /// <summary>Its exit code and what it wrote to stderr.</summary>
    public async Task<(int Code, string Errors)> ExitAsync()
    {
        await _process.WaitForExitAsync(WebLab.Soon());
        await _reading.WaitAsync(WebLab.Soon());
        return (_process.ExitCode, await _errors.WaitAsync(WebLab.Soon()));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lock (_output)
            {
                _output.Add(line);
            }

            if (Listening().Match(line) is { Success: true } match)
            {
                _address.TrySetResult(new Uri(match.Groups[1].Value));
            }
        }

        _address.TrySetException(new InvalidOperationException($"It ended before it listened: {Output}"));
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();
}
