using System.Reflection;
using System.Text;
using MessagePack;
using SocketLab.Core.Payloads;
using SocketLab.Web.Hubs;
using SocketLab.Web.Tests.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>
/// Valid calls of every hub method, changed at random, in both protocols: nothing is a fault of the program, and the hub goes on answering.
/// More with <c>SOCKETLAB_TEST_REQUESTS=100000 bash tests/run.sh --filter-class '*FuzzTests'</c>.
/// </summary>
public sealed class HubFuzzTests
{
    private const int MessagesBetweenRenewals = 100;

    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>The arguments of a valid call, by method.</summary>
    private static readonly Dictionary<string, string[]> Samples = new()
    {
        [nameof(LiveHub.WatchEntries)] =
        [
            """{"from":[{"endpointId":"{udp}","after":0,"journalId":null}],"filter":null,"maxBatch":10,"payloadBytes":5}""",
        ],
        [nameof(LiveHub.WatchEndpoints)] = [],
        [nameof(LiveHub.StartEndpoint)] = ["\"{spare}\""],
        [nameof(LiveHub.StopEndpoint)] = ["\"{spare}\""],
        [nameof(LiveHub.Send)] =
        [
            "\"{udp}\"",
            """
                {"payload":{"format":"text","data":"é{{counter}}","encoding":"utf-8","template":true,"lineEnding":"lf"},
                "to":{"host":"127.0.0.1","port":9,"family":"any"},
                "repeat":{"count":1,"perSecond":5,"durationSeconds":1,"burst":1,"jitterPercent":0}}
                """,
        ],
    };

    [Fact]
    public void Every_method_has_a_sample() =>
        Assert.Equal(
            typeof(LiveHub)
                .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.GetBaseDefinition() == method)
                .Select(method => method.Name)
                .Order(StringComparer.Ordinal),
            Samples.Keys.Order(StringComparer.Ordinal)
        );

    [Theory, MemberData(nameof(LiveHubTests.Protocols), MemberType = typeof(LiveHubTests))]
    public async Task No_message_is_a_fault_of_the_program(string protocol)
    {
        var (messages, seed) = (FuzzSettings.Requests(otherwise: 250), FuzzSettings.Seed);
        await using var lab = new WebLab(null, Arena.Settings);
        using var arena = new Arena(lab);
        RawHub? hub = null;
        for (var i = 0; i < messages; i++)
        {
            if (i % MessagesBetweenRenewals == 0)
            {
                // Streams that were opened end too.
                hub?.Dispose();
                hub = null;
                await arena.RenewAsync();
            }

            var random = new Random(unchecked((seed * 1_000_003) + i));
            var (message, isWhole) = Changed(arena, protocol, new Mutator(random), random);
            if (!IsHarmless(message))
            {
                continue;
            }

            hub ??= await RawHub.ConnectAsync(lab, protocol);
            var (problem, isOpen) = await JudgeAsync(hub, protocol, message, isWhole, $"nobody-{i}");
            Assert.True(problem is null, $"Seed {seed}, {protocol}, message {i}: {problem}\n{VisibleText.Lines(message)}");
            if (!isOpen)
            {
                hub.Dispose();
                hub = null;
            }
        }

        hub?.Dispose();
        Assert.Equal("Healthy", await lab.Http.GetStringAsync("/healthz", WebLab.Soon()));
    }

    /// <summary>Sends a message, then a call whose answer is known: all that comes before that is the answer to the message.</summary>
    private static async Task<(string? Problem, bool IsOpen)> JudgeAsync(
        RawHub hub,
        string protocol,
        byte[] message,
        bool isWhole,
        string probe
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(WebLab.Soon());
        if (!isWhole)
        {
            patience.CancelAfter(ShortTimeout);
        }

        try
        {
            await hub.SendAsync(message);
            await hub.SendAsync(Message(protocol, nameof(LiveHub.StopEndpoint), [Encoding.UTF8.GetBytes($"\"{probe}\"")]));
            while (await hub.ReadAsync(patience.Token) is { } answer)
            {
                if (answer.Contains("internalError", StringComparison.Ordinal))
                {
                    return (answer, true);
                }

                if (answer.Contains(probe, StringComparison.Ordinal))
                {
                    return (null, true);
                }
            }

            return (null, false);
        }
        catch (OperationCanceledException) when (!isWhole)
        {
            // The rest of a message is awaited whose length was changed.
            return (null, false);
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            return (null, false);
        }
    }

    private static (byte[] Message, bool IsWhole) Changed(Arena arena, string protocol, Mutator mutator, Random random)
    {
        var (method, sample) = mutator.Pick([.. Samples]);
        byte[][] arguments = [.. sample.Select(argument => Encoding.UTF8.GetBytes(arena.Filled(argument)))];
        var which = random.Next(10);
        if (which == 0)
        {
            return (mutator.Bytes(Message(protocol, method, arguments)), false);
        }

        if (arguments.Length > 0)
        {
            var changed = random.Next(arguments.Length);
            if (protocol == "json" || which < 4)
            {
                // What is no JSON any more has no form in MessagePack either.
                arguments[changed] = protocol == "json" ? mutator.Json(arguments[changed]) : Packable(mutator, arguments[changed]);
            }
            else
            {
                return (Packed(method, [.. arguments.Select((one, i) => i == changed ? mutator.Bytes(Pack(one)) : Pack(one))]), true);
            }
        }

        return (Message(protocol, which == 5 ? mutator.Pick([.. Samples.Keys]) : method, arguments), true);
    }

    private static byte[] Message(string protocol, string method, byte[][] arguments) =>
        protocol == "json"
            ? RawHub.Json(method, [.. arguments.SelectMany((one, i) => i == 0 ? one : [(byte)',', .. one])])
            : Packed(method, [.. arguments.Select(Pack)]);

    private static byte[] Packed(string method, byte[][] arguments) => RawHub.MessagePack(method, arguments);

    private static byte[] Pack(byte[] json) =>
        MessagePackSerializer.ConvertFromJson(Encoding.UTF8.GetString(json), cancellationToken: TestContext.Current.CancellationToken);

    private static byte[] Packable(Mutator mutator, byte[] json)
    {
        var changed = mutator.Json(json);
        try
        {
            Pack(changed);
            return changed;
        }
        catch (Exception error)
            when (error
                    is MessagePackSerializationException
                        or FormatException
                        or OverflowException
                        or InvalidOperationException
                        or ArgumentException
            )
        {
            return json;
        }
    }

    private static bool IsHarmless(byte[] message)
    {
        var text = Encoding.Latin1.GetString(message);
        var isPacked = text.Contains("\u00a4host", StringComparison.Ordinal);
        return isPacked ? text.Contains("\u00a4host\u00a9127.0.0.1", StringComparison.Ordinal) : Arena.IsHarmless(message);
    }
}
