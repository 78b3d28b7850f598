namespace SocketLab.Benchmarks.Peers;

/// <summary>What scenarios share: the yardstick, and a SocketLab process that lives as long as a scenario.</summary>
internal sealed class Arena : IAsyncDisposable
{
    private readonly string _app;
    private LabProcess? _lab;

    private Arena(string app, Yardstick yardstick) => (_app, Yardstick) = (app, yardstick);

    public Yardstick Yardstick { get; }

    public static async Task<Arena> OpenAsync(string app) => new(app, await Yardstick.CompileAsync());

    /// <summary>The scenario's process, started when first asked for, so that rounds find it as warm as a server is.</summary>
    public async Task<LabProcess> LabAsync() => _lab ??= await FreshLabAsync();

    /// <summary>A process of one's own, where its memory is what counts. The caller ends it.</summary>
    public async Task<LabProcess> FreshLabAsync()
    {
        var lab = LabProcess.Start(_app);
        await lab.AnsweredAsync("/healthz");
        return lab;
    }

    /// <summary>Ends the scenario's process.</summary>
    public async Task ClearAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
            _lab = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        Yardstick.Dispose();
    }
}
