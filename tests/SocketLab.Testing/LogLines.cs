using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Endpoints;

namespace SocketLab.Testing;

/// <summary>A log that remembers.</summary>
internal sealed class LogLines : ILogger<EndpointSupervisor>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();

    public IEnumerable<string> Errors => _lines.Where(one => one.Level == LogLevel.Error).Select(one => one.Line);

    public IEnumerable<string> Warnings => _lines.Where(one => one.Level == LogLevel.Warning).Select(one => one.Line);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue((logLevel, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
