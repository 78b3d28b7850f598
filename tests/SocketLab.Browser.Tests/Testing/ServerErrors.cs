using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>Collects what the server logs as an error or worse: a browser test that caused one fails, whatever its page showed.</summary>
internal sealed class ServerErrors : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>The errors since the last call.</summary>
    public IReadOnlyList<string> Drain()
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            // A client's mistake, which is told to the client. The product's log leaves it out as well.
            if (IsEnabled(logLevel) && exception is not HubException)
            {
                lines.Enqueue($"{logLevel} {name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
