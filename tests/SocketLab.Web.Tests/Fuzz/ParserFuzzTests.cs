using System.Text;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>
/// Valid input of every parser, changed at random. More with
/// <c>SOCKETLAB_TEST_REQUESTS=200000 bash tests/run.sh --filter-class '*FuzzTests'</c>.
/// </summary>
public sealed class ParserFuzzTests
{
    public static TheoryData<string> Targets => [.. ParserTargets.All.Keys];

    /// <summary>What longer runs found, each the shortest of its kind.</summary>
    [Theory]
    [InlineData("packed", "dbc6bc010101010100e6010101010101c6c2c5f5")]
    [InlineData("packed", "98937a79dbff106074797f000400d109")]
    [InlineData("packed", "9893810000ff706f72dbcfebcfdfb8ffff7fff")]
    public void What_was_found_once_is_no_fault_any_more(string target, string input) =>
        ParserTargets.All[target].Run(Convert.FromHexString(input));

    [Theory, MemberData(nameof(Targets))]
    public void No_input_is_a_fault_of_the_parser(string target)
    {
        var (seeds, run) = ParserTargets.All[target];
        var encoding = target is "packed" or "datagram" ? Encoding.Latin1 : Encoding.UTF8;
        byte[][] valid = [.. seeds.Select(encoding.GetBytes)];
        var seed = FuzzSettings.Seed;
        for (var i = 0; i < FuzzSettings.Requests(otherwise: 500); i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var mutator = new Mutator(random);
            var input = mutator.Pick(valid);
            for (var times = random.Next(4); times >= 0; times--)
            {
                input = random.Next(3) == 0 ? mutator.Json(input) : mutator.Bytes(input);
            }

            var error = Record.Exception(() => run(input));
            Assert.True(error is null, $"Seed {seed}, input {i}, {Convert.ToHexString(input)}: {error}");
        }
    }
}
