using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>The list of ended logins: bounded, kept, and never more generous than it was.</summary>
public sealed class EndedLoginsTests : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));

    public EndedLoginsTests() => Directory.CreateDirectory(Path.Combine(_data.Path, "keys"));

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_ended_stays_ended_also_after_a_restart()
    {
        var (ended, other) = (LoginId.New(_time.GetUtcNow()), LoginId.New(_time.GetUtcNow()));
        New().Add(ended);
        var again = New();
        Assert.Equal((true, false), (again.Contains(ended), again.Contains(other)));
    }

    [Fact]
    public void It_is_forgotten_when_no_cookie_can_have_lasted()
    {
        var logins = New();
        var old = LoginId.New(_time.GetUtcNow());
        logins.Add(old);
        _time.Advance(AccessAuthentication.LoginTime);
        logins.Add(LoginId.New(_time.GetUtcNow()));
        Assert.True(logins.Contains(old));
        _time.Advance(TimeSpan.FromSeconds(1));
        logins.Add(LoginId.New(_time.GetUtcNow()));
        Assert.False(logins.Contains(old));
    }

    [Fact]
    public void Where_there_are_too_many_all_older_ones_end()
    {
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        File.WriteAllLines(
            Path.Combine(_data.Path, "keys", "ended-logins"),
            Enumerable.Range(0, EndedLogins.Most).Select(_ => $"{LoginId.New(_time.GetUtcNow())} {at}")
        );
        var logins = New();
        var bystander = LoginId.New(_time.GetUtcNow());
        Assert.False(logins.Contains(bystander));
        logins.Add(LoginId.New(_time.GetUtcNow()));
        Assert.True(logins.Contains(bystander));
        Assert.True(New().Contains(bystander));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(logins.Contains(LoginId.New(_time.GetUtcNow())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("before x\nbefore -1\n1-2 3\nnonsense\n")]
    public void A_damaged_list_costs_its_damaged_lines(string damage)
    {
        var ended = LoginId.New(_time.GetUtcNow());
        New().Add(ended);
        File.AppendAllText(Path.Combine(_data.Path, "keys", "ended-logins"), damage);
        Assert.True(New().Contains(ended));
    }

    [Fact]
    public void Without_a_place_to_keep_it_a_logout_holds_as_long_as_the_server_runs()
    {
        var file = Path.Combine(_data.Path, "file");
        File.WriteAllText(file, "");
        var logins = new EndedLogins(file, _time, NullLogger<EndedLogins>.Instance);
        var ended = LoginId.New(_time.GetUtcNow());
        logins.Add(ended);
        Assert.True(logins.Contains(ended));
    }

    private EndedLogins New() => new(_data.Path, _time, NullLogger<EndedLogins>.Instance);
}
