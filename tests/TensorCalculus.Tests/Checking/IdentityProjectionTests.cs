using TensorCalculus.Algebra;
using TensorCalculus.Checking;
using TensorCalculus.Evaluation;

namespace TensorCalculus.Tests.Checking;

public sealed class IdentityProjectionTests
{
    [Theory]
    [InlineData("y_i = x_i", "1_i x_i = 1")]
    [InlineData("y_{bi} = log(t_{bi})", "1_i t_{bi} = 1_b")]
    [InlineData("y_{bi} = t_{bi}", "t_{bi} t_{bi} = 1_b")]
    [InlineData("y_{ij} = s_{ij}", "s_{ij} = s_{ji}")]
    [InlineData("y_{ij} = s_{ij}", "s_{ij} = -s_{ji}")]
    [InlineData("y_{ij} = q_{ij}", "q_{ik} q_{jk} = delta_{ij}")]
    [InlineData("y_{ij} = p_{ij}", "p_{ij} p_{jk} = p_{ik}")]
    [InlineData("y_{ij} = a_{ij}", "1_j a_{ij} = 1_i; symmetric a")]
    [InlineData("y = a_{ij} v_j x_i + m", "a_{ij} v_j = m v_i")]
    [InlineData("y = (c x)^2 + s x", "c^2 + s^2 = 1")]
    [InlineData("y_i = log(a_i)", "prod_{i}(a_i) = 1")]
    [InlineData("y = a b", "exp(a) = b + 2")]
    [InlineData("y_{ij} = inv(a)_{ij}", "det(a) = 1")]
    [InlineData("y = x_i a_{ij} z_j", "x_i a_{ij} z_j = 0")]
    public void Samples_fulfil_what_is_declared(string equations, string identity)
    {
        BoundProgram program = TensorProgram.Parse($"{equations}; given {identity}").Bound;
        for (ulong seed = 1; seed <= 5; seed++)
        {
            (Sample? sample, string? problem) = new SampleMaker(program, []).Make(seed);
            sample.Should().NotBeNull(problem);
            Evaluator evaluator = new ForwardPass(program, sample!).Evaluator;
            foreach (BoundIdentity declared in program.Identities)
            {
                DenseTensor left = evaluator.Evaluate(declared.Left, declared.Indices.AsSpan()), right = evaluator.Evaluate(declared.Right, declared.Indices.AsSpan());
                left.Plus(-1, right).LargestMagnitude.Should().BeLessThan(1e-12);
            }

            foreach (DenseTensor value in sample!.Tensors.Values)
            {
                value.LargestMagnitude.Should().BeInRange(1e-6, 1e3);
            }
        }
    }

    [Fact]
    public void The_least_step_solves_equations_of_which_some_say_the_same()
    {
        double[] step = LeastSquares.Solve([[1, 2], [2, 4]], [-5, -10]);
        step[0].Should().BeApproximately(1, 1e-6);
        step[1].Should().BeApproximately(2, 1e-6);
    }
}
