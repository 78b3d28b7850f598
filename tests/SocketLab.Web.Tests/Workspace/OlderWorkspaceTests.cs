using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>The databases of every earlier schema, with the rows that the version of that time wrote.</summary>
public sealed class OlderWorkspaceTests
{
    [Theory]
    [InlineData("1-endpoints", 0, 0, 0, 0)]
    [InlineData("2-payloads", 3, 2, 0, 0)]
    [InlineData("2-certificates", 0, 0, 1, 0)]
    [InlineData("3-payloads-certificates", 3, 2, 1, 0)]
    [InlineData("4-formats", 3, 2, 1, 0)]
    [InlineData("5-filters", 3, 2, 1, 2)]
    [InlineData("6-columns", 3, 2, 1, 2)]
    public async Task All_of_it_is_there_and_runs_and_stays(string schema, int payloads, int sent, int certificates, int filters)
    {
        using var data = new TempFolder();
        WorkspaceSql.Create(data.Database, schema);
        var before = WorkspaceSql.Rows(data.Database);
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
            Assert.Equal(
                [EndpointState.Running, EndpointState.Running, EndpointState.Stopped, EndpointState.Stopped],
                lab.Supervisor.List().Select(endpoint => endpoint.State)
            );
            Assert.Equal(payloads, lab.Services.GetRequiredService<PayloadLibrary>().List().Count);
            Assert.Equal(sent, lab.Services.GetRequiredService<PayloadHistory>().List().Count);
            Assert.Equal(filters, lab.Services.GetRequiredService<FilterLibrary>().List().Count);
            var shown = lab.Services.GetRequiredService<ColumnLibrary>().Of("2rdb4e4kp2");
            Assert.Equal(schema == "6-columns" ? "u16be[6]" : null, shown?.Values[0].Value);
            Assert.Equal(certificates, (await lab.GetAsync("/api/certificates")).Body.GetProperty("certificates").GetArrayLength());
            foreach (var row in before.Where(row => row[0] == "table=Endpoints"))
            {
                await MustBeServedAsync(lab, row[1][3..], row[3]["Definition=".Length..]);
            }

            await lab.CreateAsync("udpListener", start: false);
            Assert.Equal(201, (await lab.PostAsync("/api/payloads", """{ "name": "new", "data": "x" }""")).Status);
            Assert.Equal(
                201,
                (await lab.PostAsync("/api/certificates", """{ "name": "c", "generate": { "names": ["localhost"] } }""")).Status
            );
        }

        WorkspaceSql.MustHold(data.Database, before);
    }

    [Fact]
    public async Task A_new_workspace_is_of_the_newest_schema()
    {
        using TempFolder fresh = new(),
            kept = new();
        await StoredWorkspace.OpenAsync(fresh.Path);
        WorkspaceSql.Create(kept.Database, "6-columns");
        Assert.Equal(WorkspaceSql.Schema(kept.Database), WorkspaceSql.Schema(fresh.Database));
    }

    /// <summary>Every property that was stored is what the API says.</summary>
    private static async Task MustBeServedAsync(WebLab lab, string id, string definition)
    {
        var served = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
        using var stored = JsonDocument.Parse(definition);
        MustContain(served, stored.RootElement, id);
    }

    private static void MustContain(JsonElement served, JsonElement stored, string path)
    {
        switch (stored.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in stored.EnumerateObject())
                {
                    MustContain(served.GetProperty(property.Name), property.Value, $"{path}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(stored.GetArrayLength(), served.GetArrayLength());
                foreach (var (i, item) in stored.EnumerateArray().Index())
                {
                    MustContain(served[i], item, $"{path}[{i}]");
                }

                break;
            default:
                Assert.True(JsonElement.DeepEquals(stored, served), $"{path}: {stored} became {served}");
                break;
        }
    }
}
