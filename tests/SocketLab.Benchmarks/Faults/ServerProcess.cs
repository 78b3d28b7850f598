using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks.Faults;

/// <summary>A SocketLab process on a data directory that outlives it, to be ended by a signal.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ServerProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        (_output, _errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string app, string data)
    {
        var address = new Uri($"http://127.0.0.1:{LocalPort.Free(ProtocolType.Tcp)}");
        string[] arguments =
        [
            Path.Combine(Path.GetFullPath(app), "SocketLab.Web.dll"),
            $"--urls={address}",
            $"--SocketLab:DataDirectory={data}",
            "--Serilog:MinimumLevel:Default=Warning",
        ];
        var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var server = new ServerProcess(process, address);
        while (!await server.IsHealthyAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"It ended: {await server._errors}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return server;
    }

    /// <summary>Makes a UDP listener.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ListenAsync()
    {
        using var made = await Client.PostAsJsonAsync("/api/endpoints", new { kind = "udpListener", start = true });
        var endpoint = await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return endpoint.GetProperty("id").GetString()!;
    }

    /// <summary>Ends it at once.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    /// <returns>Its exit code, what it wrote to standard output and to standard error, and how long it took.</returns>
    public async Task<(int Code, string Output, string Errors, TimeSpan Time)> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        if (Kill(_process.Id, Terminate) != 0)
        {
            throw new InvalidOperationException("It is gone already.");
        }

        await _process.WaitForExitAsync();
        var time = Stopwatch.GetElapsedTime(started);
        return (_process.ExitCode, await _output, await _errors, time);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/api/endpoints");
            using var health = await Client.GetAsync("/healthz");
            return answer.IsSuccessStatusCode && health.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>kill(2), since a program of that name would take its time on a busy machine.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
