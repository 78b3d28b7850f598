using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Settings;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

public sealed class LimitOptionsTests
{
    [Fact]
    public void The_defaults_are_the_contracts()
    {
        var limits = new LimitOptions();
        Assert.True(new LimitOptionsValidator().Validate(null, limits).Succeeded);
        Assert.Equal(
            (200, 1000, 268_435_456L, 1L << 30),
            (limits.Endpoints, limits.ConnectionsPerListener, limits.JournalBytes, limits.JournalBytesTotal)
        );
        Assert.Equal((1L << 20, 24L << 20, 4L << 30), (limits.RequestBodyBytes, limits.SendJsonBytes, limits.SendStreamBytes));
        Assert.Equal(
            (32, 100, 4L << 30, 512L << 20),
            (limits.Jobs, limits.PublicPerSecond, limits.ImportBytes, limits.ReplyExpressionBytes)
        );
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var wrong = new LimitOptions
        {
            Endpoints = 0,
            ConnectionsPerListener = -1,
            JournalBytes = 1,
            JournalBytesTotal = 1,
            RequestBodyBytes = 0,
            SendJsonBytes = 0,
            SendStreamBytes = 0,
            Jobs = 0,
            PublicPerSecond = 0,
            ImportBytes = 0,
            ReplyExpressionBytes = 0,
        };
        Assert.Equal(11, new LimitOptionsValidator().Validate(null, wrong).Failures!.Count());
    }

    [Fact]
    public async Task Settings_that_become_wrong_while_the_server_runs_end_nothing()
    {
        await using var lab = new WebLab(null, ("SocketLab:Limits:Endpoints", "7"));
        var settings = (IConfigurationRoot)lab.Services.GetRequiredService<IConfiguration>();
        foreach (var key in (string[])["Limits:Endpoints", "Limits:Unknown", "Access:Mode", "Access:Unknown", "FirstUsePort"])
        {
            settings[$"SocketLab:{key}"] = "nonsense";
        }

        settings.Reload();
        Assert.Equal(200, (await lab.GetAsync("/api/endpoints")).Status);
        Assert.Equal(7, lab.Services.GetRequiredService<LimitOptions>().Endpoints);
    }

    [Fact]
    public void Core_gets_its_part()
    {
        var core = new LimitOptions
        {
            Endpoints = 3,
            JournalBytes = 4 << 20,
            JournalBytesTotal = 5 << 20,
        }.ToEndpointLimits();
        Assert.Equal(
            new EndpointLimits
            {
                Endpoints = 3,
                JournalBytes = 4 << 20,
                JournalBytesTotal = 5 << 20,
            },
            core
        );
    }
}
