using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers;

/// <summary>A program beside SocketLab: a tool that users have, or one of the yardstick.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private PeerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Where on the path <paramref name="program"/> is, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    public static PeerProcess Start(string program, params string[] arguments) =>
        new(
            Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!
        );

    /// <summary>Starts it with standard output to a file, as a shell does: no pipe of ours in between.</summary>
    public static PeerProcess StartInto(string file, string program, params string[] arguments) =>
        Start("/bin/sh", ["-c", "file=$1; shift; exec \"$@\" > \"$file\"", "sh", file, program, .. arguments]);

    /// <summary>Runs it to its end and returns all of its output.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using var running = Start(program, arguments);
        var output = await running._process.StandardOutput.ReadToEndAsync();
        await running.EndAsync();
        return output;
    }

    /// <summary>Writes to its standard input and ends that.</summary>
    public async Task WriteAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>Its next line, which is JSON.</summary>
    public async Task<JsonElement> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync() is { } line
            ? JsonSerializer.Deserialize<JsonElement>(line)
            : throw new InvalidOperationException($"{_process.StartInfo.FileName} ended without its line of results: {await _errors}");

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}: {await _errors}");
        }
    }

    /// <summary>Asks it to end, as Ctrl+C does, and waits until it has.</summary>
    public async Task InterruptAsync()
    {
        await RunAsync("kill", "-INT", _process.Id.ToString(CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
