using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Wireshark;

/// <summary>Writes to whoever reads from one of the ports: a pcapng file of what the journals keep, and then of what comes.</summary>
/// <remarks>
/// Overflow policy: of more than 8 clients the further ones are closed at once, and who reads slowly finds what was evicted meanwhile
/// told in the file.
/// </remarks>
internal sealed partial class WiresharkReaders(
    IOptions<WiresharkOptions> options,
    EndpointSupervisor supervisor,
    ILogger<WiresharkReaders> log
)
{
    /// <summary>Who reads at the same time from all ports together, at most.</summary>
    public const int MaxClients = 8;

    private int _clients;

    /// <summary>Serves a client until it goes; never throws.</summary>
    /// <param name="client">The client; it is closed afterwards.</param>
    /// <param name="choice">What it gets; null for what the settings name.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task ServeAsync(ConnectionContext client, WiresharkChoice? choice, CancellationToken stopping)
    {
        await using (client)
        {
            try
            {
                if (Interlocked.Increment(ref _clients) <= MaxClients)
                {
                    await WriteAsync(client, choice, stopping);
                    return;
                }

                LogTooMany(MaxClients);
                client.Abort();
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
            finally
            {
                Interlocked.Decrement(ref _clients);
            }
        }
    }

    private async Task WriteAsync(ConnectionContext client, WiresharkChoice? choice, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(client.ConnectionClosed, stopping);
        var reading = DropInputAsync(client, over);
        try
        {
            var endpoints = EndpointsOf(choice);
            var settings = new CaptureOptions
            {
                Form = choice?.Form ?? options.Value.ToForm() ?? CaptureForm.Packets,
                Connection = ConnectionId.TryParse(choice?.ConnectionId, out var connection) ? connection : default,
                Wanted = FilterOf(choice).ToEntryTest(endpoints, over.Token),
            };
            var file = new CaptureFile([.. endpoints.Select(supervisor.ToCaptureSource)], settings, client.Transport.Output);
            await file.FollowAsync(over.Token);
            await client.Transport.Output.CompleteAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It has seen enough, or the server stops.
        }
        finally
        {
            await over.CancelAsync();
            await reading;
        }
    }

    /// <summary>Whoever reads has nothing to say; when they close, it is over.</summary>
    private static async Task DropInputAsync(ConnectionContext client, CancellationTokenSource over)
    {
        try
        {
            while (await client.Transport.Input.ReadAsync(over.Token) is { IsCompleted: false } read)
            {
                client.Transport.Input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It is over.
        }

        await over.CancelAsync();
    }

    private Endpoint[] EndpointsOf(WiresharkChoice? choice) =>
        choice is not null ? [.. new[] { supervisor.Find(choice.EndpointId) }.OfType<Endpoint>()]
        : options.Value.Endpoints is { Count: > 0 } ids ? [.. ids.Select(supervisor.Find).OfType<Endpoint>()]
        : [.. supervisor.List().Where(endpoint => endpoint.Captured is null)];

    /// <summary>What the settings leave out, no choice brings back.</summary>
    private Filter? FilterOf(WiresharkChoice? choice)
    {
        string[] conditions = [.. new[] { options.Value.Filter, choice?.Filter }.Where(text => !string.IsNullOrWhiteSpace(text))!];
        return conditions.Length == 0 ? null : Filter.Parse(conditions is [var one] ? one : $"({conditions[0]}) and ({conditions[1]})");
    }

    [LoggerMessage(4005, LogLevel.Warning, "Refused one more than the {Clients} that may read from Wireshark's ports at the same time")]
    private partial void LogTooMany(int clients);

    [LoggerMessage(4006, LogLevel.Error, "What Wireshark was reading ended in a way nobody foresaw")]
    private partial void LogFailed(Exception error);
}
