using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

public sealed class AccessOptionsTests
{
    [Theory]
    [InlineData("Mode", "closed", "Mode is 'closed', but must be auto, token or open.")]
    [InlineData("Mode", "1", "Mode is '1'")]
    [InlineData("Mode", "token, open", "Mode is 'token, open'")]
    [InlineData("Mode", "", "Mode is ''")]
    [InlineData("OperatorToken", "fifteen-letters", "OperatorToken is too short: 16 characters at least.")]
    [InlineData("ViewerToken", "tiny-token", "ViewerToken is too short")]
    [InlineData("OperatorToken", "with a blank in its middle", "OperatorToken has blanks")]
    [InlineData("OperatorToken", "with-\u00fcmlauts-in-its-middle", "OperatorToken has blanks")]
    [InlineData("Hosts:0", "*", "Hosts has '*'")]
    [InlineData("Hosts:0", "*.example", "Hosts has '*.example'")]
    [InlineData("Hosts:0", "lab.example:5080", "Hosts has 'lab.example:5080'")]
    [InlineData("Hosts:0", "[::1]:5080", "Hosts has '[::1]:5080'")]
    [InlineData("Hosts:0", "http://lab.example", "Hosts has 'http://lab.example'")]
    [InlineData("Origins:0", "lab.example", "Origins has 'lab.example'")]
    [InlineData("Origins:0", "https://lab.example/", "Origins has 'https://lab.example/'")]
    [InlineData("Origins:0", "null", "Origins has 'null'")]
    [InlineData("Origins:0", "*", "Origins has '*'")]
    public async Task Wrong_settings_end_the_start(string key, string value, string expected)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => AccessHost.StartAsync((key, value)));
        Assert.Contains($"SocketLab:Access:{expected}", error.Message, StringComparison.Ordinal);
        if (key.EndsWith("Token", StringComparison.Ordinal))
            Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Modes", "token")]
    [InlineData("OperatorTokens", "in-the-wrong-place-0123456789")]
    [InlineData("Host:0", "lab.example")]
    public async Task A_misspelled_setting_ends_the_start(string key, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => AccessHost.StartAsync((key, value)));
        Assert.StartsWith($"SocketLab:Access has '{key.Split(':')[0]}'; known are Mode, ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            AccessHost.StartAsync(("Mode", "closed"), ("OperatorToken", "same"), ("ViewerToken", "same"), ("Origins", "null"))
        );
        Assert.Equal(5, error.Failures.Count());
        Assert.Contains(error.Failures, f => f.Contains("are the same", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_come_as_lists_and_as_one_value()
    {
        var options = Read(
            ("Hosts:0", " Lab.Example "),
            ("Hosts:1", "fd00::7"),
            ("Origins", "https://a.example, https://b.example;https://c.example")
        );
        Assert.Equal(["Lab.Example", "fd00::7"], options.Hosts);
        Assert.Equal(["https://a.example", "https://b.example", "https://c.example"], options.Origins);
        Assert.Equal("auto", options.Mode);
    }

    [Fact]
    public void Names_are_kept_as_browsers_send_them()
    {
        var options = Read(
            ("Hosts", "MÜNCHEN.example, lab_1.example"),
            ("Origins", "https://münchen.example, http://münchen.example:8080, https://[::1]:80")
        );
        Assert.Equal(["xn--mnchen-3ya.example", "lab_1.example"], options.Hosts);
        Assert.Equal(["https://xn--mnchen-3ya.example", "http://xn--mnchen-3ya.example:8080", "https://[::1]:80"], options.Origins);
    }

    private static AccessOptions Read(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"SocketLab:Access:{s.Key}", (string?)s.Value)))
                .Build()
        );
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section);
        services.AddSingleton<IPostConfigureOptions<AccessOptions>, AccessOptionsSetup>();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AccessOptions>>().Value;
    }
}
