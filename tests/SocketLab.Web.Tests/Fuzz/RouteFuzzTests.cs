using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Faults;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>
/// Valid requests of every route, changed at random: whatever is sent, nothing is a fault of the program, and no answer is long. More with
/// <c>SOCKETLAB_TEST_REQUESTS=100000 bash tests/run.sh --filter-class '*FuzzTests'</c>, others with <c>SOCKETLAB_TEST_SEED=2</c>.
/// </summary>
public sealed class RouteFuzzTests
{
    private const int RequestsBetweenRenewals = 250;
    private const int MostOpen = 50;
    private const int LongestAnswer = 4 << 20;
    private const int LongestRefusal = 200_000;

    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Faults of the network, which a request can ask for without being wrong.</summary>
    private static readonly HashSet<string> NetworkFaults = [.. Enum.GetValues<FaultCode>().Select(code => code.ToName())];

    [Fact]
    public async Task Every_route_has_a_sample()
    {
        await using var lab = new WebLab();
        string[] prefixes = ["/api/", "/login", "/logout", "/hubs/", "/healthz"];
        var routes =
            from endpoint in lab.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where Array.Exists(prefixes, prefix => path.StartsWith(prefix, StringComparison.Ordinal))
            from method in Methods(endpoint)
            select $"{method} {path}";
        Assert.Equal(
            routes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Sample.All.Select(sample => sample.Route).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Every_sample_is_right()
    {
        await using var lab = new WebLab(null, Arena.Settings);
        using var arena = new Arena(lab);
        using var client = new RawClient(lab.Http.BaseAddress!);
        await arena.RenewAsync();
        var samples = Sample.All.Where(sample => sample.Route.Contains("/api/", StringComparison.Ordinal));
        foreach (var sample in samples.OrderBy(sample => sample.Route.StartsWith("DELETE", StringComparison.Ordinal)))
        {
            var (target, body) = Valid(sample, arena);
            var answer = await client.AskAsync(Request(sample, target, body), LongTimeout);
            var wants = sample switch
            {
                { Target: "/api/nothing/{udp}?a=b" } => 404,
                _ when $"{sample.Target}{sample.Body}".Contains("nobody", StringComparison.Ordinal) => 404,
                { Body: { } text } when text.Contains("AAEC", StringComparison.Ordinal) => 400,
                { Body: { } text } when text.Contains("password", StringComparison.Ordinal) => 400,
                _ => 200,
            };
            Assert.True(
                wants == 200 ? answer?.Status is >= 200 and < 300 or 409 : answer?.Status == wants,
                $"{sample.Route} {target} answered {answer?.Status} {Text(answer?.Body ?? [])}"
            );
        }
    }

    [Fact]
    public async Task No_request_is_a_fault_of_the_program()
    {
        var (requests, seed) = (FuzzSettings.Requests(otherwise: 1000), FuzzSettings.Seed);
        await using var lab = new WebLab(null, Arena.Settings);
        using var arena = new Arena(lab);
        using var client = new RawClient(lab.Http.BaseAddress!);
        var open = new Queue<(int Number, byte[] Request, Task<string?> Judged)>();
        for (var i = 0; i < requests; i++)
        {
            if (i % RequestsBetweenRenewals == 0)
            {
                await AllAsync();
                await arena.RenewAsync();
            }

            var random = new Random(unchecked((seed * 1_000_003) + i));
            var (request, isWhole) = Changed(arena, new Mutator(random), random);
            if (!Arena.IsHarmless(request))
            {
                continue;
            }

            if (isWhole)
            {
                MustBeNone(await JudgedAsync(client, request, isWhole), i, request);
                continue;
            }

            // Whoever cannot tell where a request ends waits for the rest of it. Meanwhile the others go on.
            open.Enqueue((i, request, JudgedApartAsync(lab, request)));
            if (open.Count > MostOpen)
            {
                await FirstAsync();
            }
        }

        await AllAsync();
        Assert.Equal("Healthy", await lab.Http.GetStringAsync("/healthz", WebLab.Soon()));

        async Task AllAsync()
        {
            while (open.Count > 0)
            {
                await FirstAsync();
            }
        }

        async Task FirstAsync()
        {
            var (number, request, judging) = open.Dequeue();
            MustBeNone(await judging, number, request);
        }

        void MustBeNone(string? problem, int number, byte[] request) =>
            Assert.True(problem is null, $"Seed {seed}, request {number}: {problem}\n{Text(request)}");
    }

    private static async Task<string?> JudgedApartAsync(WebLab lab, byte[] request)
    {
        using var client = new RawClient(lab.Http.BaseAddress!);
        return await JudgedAsync(client, request, isWhole: false);
    }

    private static async Task<string?> JudgedAsync(RawClient client, byte[] request, bool isWhole) =>
        Judge(await client.AskAsync(request, isWhole ? LongTimeout : ShortTimeout), isWhole);

    private static (byte[] Request, bool IsWhole) Changed(Arena arena, Mutator mutator, Random random)
    {
        var sample = mutator.Pick(Sample.All);
        var (target, body) = Valid(sample, arena);
        switch (random.Next(10))
        {
            case 0 when target.Length > 0:
            case 1 when target.Contains('?'):
            case 2 when body is null:
                return (Request(sample, mutator.Target(Encoding.Latin1.GetBytes(target)), body), true);
            case 3:
                return (mutator.Bytes(Request(sample, target, body)), false);
            case 4:
                return (Request(mutator.Pick(Sample.All) with { MediaType = sample.MediaType }, target, body), true);
            default:
                var changed =
                    body is null ? null
                    : sample.MediaType == "application/json" ? mutator.Json(body)
                    : mutator.Bytes(body);
                return (Request(sample, target, changed), true);
        }
    }

    private static string? Judge(RawAnswer? answer, bool isWhole) =>
        answer switch
        {
            null => isWhole ? "No answer" : null,
            { Status: 502 or 504 } when CodeOf(answer) is { } code && NetworkFaults.Contains(code) => null,

            // What the web server has no way to do, as HTTP says it.
            { Status: 501 or 505 } when !isWhole => null,
            { Status: >= 500 } => $"{answer.Head}\n{Text(answer.Body)}",
            { Body.Length: > LongestAnswer } => $"An answer of {answer.Body.Length} bytes",
            { Status: >= 400, Body.Length: > LongestRefusal } => $"A refusal of {answer.Body.Length} bytes",
            _ => null,
        };

    private static string? CodeOf(RawAnswer answer)
    {
        using var problem = JsonDocument.Parse(answer.Body);
        return problem.RootElement.GetProperty("code").GetString();
    }

    private static (string Target, byte[]? Body) Valid(Sample sample, Arena arena) =>
        (arena.Filled(sample.Target), sample.Body is null ? null : Encoding.UTF8.GetBytes(arena.Filled(sample.Body)));

    private static byte[] Request(Sample sample, string target, byte[]? body) => Request(sample, Encoding.Latin1.GetBytes(target), body);

    private static byte[] Request(Sample sample, byte[] target, byte[]? body)
    {
        var method = sample.Route[..sample.Route.IndexOf(' ', StringComparison.Ordinal)];
        var head = new StringBuilder(" HTTP/1.1\r\nHost: localhost\r\n");
        if (body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {sample.MediaType}\r\nContent-Length: {body.Length}\r\n");
        }

        return
        [
            .. Encoding.ASCII.GetBytes(
                method == "any"
                    ? body is null
                        ? "GET "
                        : "POST "
                    : method + " "
            ),
            .. target,
            .. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()),
            .. body ?? [],
        ];
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["any"];

    /// <summary>The bytes as they could stand in a source file.</summary>
    private static string Text(byte[] bytes) => Core.Payloads.VisibleText.Lines(bytes);
}
