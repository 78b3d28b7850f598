using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>Guessing stops after ten logins, and goes on after a minute.</summary>
public sealed class AttemptsTests
{
    private static readonly IPAddress Somebody = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();
    private readonly Attempts _attempts;

    public AttemptsTests()
    {
        var options = Options.Create(new AccessOptions { OperatorToken = AccessHost.OperatorToken });
        _attempts = new Attempts(new AccessTokens(options), _time, NullLogger<Attempts>.Instance);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("link")]
    public async Task Ten_wrong_logins_lock_out_and_a_minute_lets_in_again(string way)
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await TryAsync("wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }
        using var page = await TryAsync("wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal("50", page.Headers.RetryAfter!.ToString());
        Assert.Contains(
            "Try again in 50 s.",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var right = await TryAsync(AccessHost.OperatorToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Null(right.SetCookie("SocketLab.Access."));
        using var program = await host.Client.PostTokenAsync(AccessHost.OperatorToken, accept: "application/json");
        Assert.Equal("tooManyAttempts", await program.CodeAsync());
        // A program that knows its token is none of those who guess.
        using var bearer = await host.Client.GetAsync("/api/things", h => h.Authorization = new("Bearer", AccessHost.OperatorToken));
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);

        host.Time.Advance(TimeSpan.FromSeconds(49.5));
        using var tooEarly = await TryAsync(AccessHost.OperatorToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooEarly.StatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(0.5));
        using var inAgain = await TryAsync(AccessHost.OperatorToken);
        Assert.Equal(HttpStatusCode.Redirect, inAgain.StatusCode);

        Task<HttpResponseMessage> TryAsync(string token) =>
            way == "form" ? host.Client.PostTokenAsync(token) : host.Client.GetPageAsync($"/login?token={token}");
    }

    [Fact]
    public async Task Guessing_in_headers_is_stopped_and_an_old_token_is_not()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        for (var i = 0; i < 150; i++)
            Assert.Equal(401, await AskAsync("old"));
        Assert.Equal(200, await AskAsync(AccessHost.OperatorToken));
        for (var i = 0; i < 99; i++)
            Assert.Equal(401, await AskAsync($"guess-{i}"));
        Assert.Equal(429, await AskAsync("guess-99"));
        Assert.Equal(429, await AskAsync(AccessHost.OperatorToken));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await AskAsync(AccessHost.OperatorToken));

        async Task<int> AskAsync(string token)
        {
            using var response = await host.Client.GetAsync("/api/things", h => h.Authorization = new("Bearer", token));
            if ((int)response.StatusCode == 429)
                Assert.Equal("tooManyAttempts", await response.CodeAsync());
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task Many_at_once_are_no_more_than_ten()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _attempts.Login(Somebody, $"guess-{i}"))));
        Assert.Equal(10, results.Count(a => a.Wait is null));
    }

    [Fact]
    public void A_success_in_between_forgives_nothing()
    {
        for (var i = 0; i < 9; i++)
            _attempts.Login(Somebody, "wrong");
        Assert.Equal("operator", _attempts.Login(Somebody, AccessHost.OperatorToken).Role);
        _attempts.Login(Somebody, "wrong");
        Assert.NotNull(_attempts.Login(Somebody, AccessHost.OperatorToken).Wait);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("fe80::1%3", "fe80::1", true)]
    [InlineData(null, null, true)]
    [InlineData(null, "192.0.2.1", false)]
    public void Addresses_are_counted_apart_as_far_as_they_are_apart(string? guesser, string? other, bool sharesFate)
    {
        for (var i = 0; i < 10; i++)
            _attempts.Login(Parse(guesser), "wrong");
        Assert.Equal(sharesFate, _attempts.Login(Parse(other), AccessHost.OperatorToken).Wait is not null);

        static IPAddress? Parse(string? text) => text is null ? null : IPAddress.Parse(text);
    }

    [Fact]
    public void The_memory_of_failures_is_bounded_and_forgets_the_oldest()
    {
        var lockout = new Lockout(1, TimeSpan.FromMinutes(1), _time);
        for (var i = 0; i <= Lockout.MaxAddresses; i++)
        {
            lockout.Count(new IPAddress(i));
            _time.Advance(TimeSpan.FromMicroseconds(1));
        }
        Assert.Null(lockout.WaitOf(new IPAddress(0)));
        Assert.NotNull(lockout.WaitOf(new IPAddress(1)));
        Assert.NotNull(lockout.WaitOf(new IPAddress(Lockout.MaxAddresses)));
    }

    [Fact]
    public void Waits_are_rounded_up() =>
        Assert.Equal("1", Attempts.Seconds(TimeSpan.FromMilliseconds(1)), StringComparer.Create(CultureInfo.InvariantCulture, false));
}
