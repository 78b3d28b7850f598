using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

/// <summary>
/// Counts what Blazor renders inside the measured process, by the framework's own meter. The runtime calls it before the program
/// when <c>DOTNET_STARTUP_HOOKS</c> names this assembly; so any build of SocketLab can be measured as it is.
/// </summary>
/// <remarks>
/// A component is handed its parameters when the one around it renders: the meter tells how often, by type. It stands in no namespace, and
/// uses nothing but the framework, since that is all that is there.
/// </remarks>
internal static class StartupHook
{
    /// <summary>The variable that names the file for the counts: a line for each component, the count and the name.</summary>
    public const string FileVariable = "SOCKETLAB_RENDER_COUNTS";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<string, long> Counts = new();
    private static readonly MeterListener Listener = new();
    private static Timer? _writer;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file)
        {
            return;
        }

        Listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "aspnetcore.components.update_parameters.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        Listener.SetMeasurementEventCallback<double>(Count);
        Listener.Start();
        _writer ??= new Timer(_ => Write(file), null, Pace, Pace);
    }

    private static void Count(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "aspnetcore.components.type")
            {
                Counts.AddOrUpdate(value as string ?? "?", 1, (_, count) => count + 1);
            }
        }
    }

    private static void Write(string file) =>
        File.WriteAllLines(file, Counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));
}
