using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Hosting;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>A stop that hangs is cut off, and what was cut off is counted.</summary>
public sealed class StopDeadlineTests
{
    [Fact]
    public async Task What_has_not_ended_in_time_is_counted_and_the_process_ends()
    {
        await using var lab = new WebLab();
        await lab.CreateAsync("udpListener");
        await lab.CreateAsync("tcpListener");
        await lab.CreateAsync("udpListener", start: false);
        var log = new LogLines();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var ended = new TaskCompletionSource();
        var deadline = new StopDeadline(
            lifetime,
            lab.Services.GetRequiredService<EndpointSupervisor>(),
            new(TimeSpan.FromMilliseconds(50), ended.SetResult),
            new TypedLog(log)
        );
        await deadline.StartAsync(WebLab.Soon());
        await deadline.StartedAsync(WebLab.Soon());
        Assert.False(ended.Task.IsCompleted);
        lifetime.StopApplication();
        await Eventually.Ends(ended.Task);
        Assert.Contains("2 endpoints had not stopped", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    private sealed class TypedLog(ILogger log) : ILogger<StopDeadline>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) =>
            log.Log(level, id, state, error, format);
    }
}
