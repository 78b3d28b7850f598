using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>The id of a SignalR connection is worth no more than the right that comes with each request.</summary>
public sealed class ConnectionOwnersTests
{
    private const char End = '\u001e';

    public static TheoryData<string, string, string> Callers =>
        new(
            from transport in (string[])["polling", "events"]
            from pair in (string[][])
                [
                    [AccessHost.OperatorToken, AccessHost.ViewerToken],
                    [AccessHost.ViewerToken, AccessHost.OperatorToken],
                ]
            select (transport, pair[0], pair[1])
        );

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Another_right_does_nothing_on_a_connection(string transport, string owner, string other)
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        var cookie = await host.Client.LogInAsync(owner);
        var id = await OpenAsync(host, transport, owner);

        const string call = "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Who\",\"arguments\":[]}";
        Assert.Equal(403, await SendAsync(host, HttpMethod.Post, id, Token(other), call));
        Assert.Equal(403, await SendAsync(host, HttpMethod.Get, id, Token(other)));
        Assert.Equal(403, await SendAsync(host, HttpMethod.Delete, id, Token(other)));

        // The same role by another way is another right as well: it ends at another time.
        Assert.Equal(403, await SendAsync(host, HttpMethod.Post, id, ("Cookie", cookie), call));
        Assert.Equal(401, await SendAsync(host, HttpMethod.Post, id, null, call));
        Assert.Equal(200, await SendAsync(host, HttpMethod.Post, id, Token(owner), call));
    }

    [Fact]
    public void Connections_that_nobody_uses_are_forgotten()
    {
        var time = new FakeTimeProvider();
        var owners = new ConnectionOwners(time);
        Assert.True(owners.TryEnter("a", "token operator"));
        Assert.True(owners.TryEnter("a", "token operator"));
        owners.Leave("a", isGone: false);
        time.Advance(TimeSpan.FromHours(1));
        owners.Forget();
        Assert.False(owners.TryEnter("a", "token viewer"));
        owners.Leave("a", isGone: false);
        owners.Forget();
        Assert.False(owners.TryEnter("a", "token viewer"));
        time.Advance(TimeSpan.FromMinutes(1));
        owners.Forget();
        Assert.True(owners.TryEnter("a", "token viewer"));
        owners.Leave("a", isGone: true);
        Assert.True(owners.TryEnter("a", "token operator"));
    }

    [Fact]
    public void Ids_that_are_none_leave_nothing_behind()
    {
        var owners = new ConnectionOwners(new FakeTimeProvider());
        for (var i = 0; i < ConnectionOwners.Most + 1; i++)
        {
            Assert.True(owners.TryEnter($"{i}", "token viewer"));
            owners.Leave($"{i}", isGone: true);
        }
    }

    private static (string, string) Token(string token) => ("Authorization", $"Bearer {token}");

    /// <summary>Opens a connection as a client would, and says which protocol it speaks.</summary>
    private static async Task<string> OpenAsync(AccessHost host, string transport, string token)
    {
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/hubs/live/negotiate?negotiateVersion=1");
        negotiate.Headers.Add("Authorization", $"Bearer {token}");
        using var answer = await host.Client.SendAsync(negotiate, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var id = json.RootElement.GetProperty("connectionToken").GetString()!;
        if (transport == "polling")
        {
            // The first poll is answered at once.
            Assert.Equal(200, await SendAsync(host, HttpMethod.Get, id, Token(token)));
        }
        else
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/hubs/live?id={id}");
            request.Headers.Add("Authorization", $"Bearer {token}");
            request.Headers.Accept.ParseAdd("text/event-stream");
            var stream = await host.Client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        }

        Assert.Equal(200, await SendAsync(host, HttpMethod.Post, id, Token(token), "{\"protocol\":\"json\",\"version\":1}"));
        return id;
    }

    private static async Task<int> SendAsync(
        AccessHost host,
        HttpMethod method,
        string id,
        (string Name, string Value)? header,
        string? message = null
    )
    {
        using var request = new HttpRequestMessage(method, $"/hubs/live?id={id}");
        request.Content = message is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(message + End));
        if (header is { } one)
            request.Headers.Add(one.Name, one.Value);
        using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.Forbidden)
            Assert.Equal("foreignConnection", await answer.CodeAsync());
        return (int)answer.StatusCode;
    }
}
